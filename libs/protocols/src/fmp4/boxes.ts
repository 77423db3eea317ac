/** Boxes of ISO/IEC 14496-12 §4.2: 32-bit size, type, body. */
export function box(type: string, ...body: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.reduce((sum, part) => sum + part.length, 8), 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, ...body]);
}

/** With a version and 24 flags in front. */
export const fullBox = (type: string, version: number, flags: number, ...body: readonly Buffer[]): Buffer => box(type, u32(version * 0x100_0000 + flags), ...body);

export function u32(...values: readonly number[]): Buffer {
  const data = Buffer.alloc(values.length * 4);
  values.forEach((value, n) => data.writeUInt32BE(value >>> 0, n * 4));
  return data;
}

export function u16(...values: readonly number[]): Buffer {
  const data = Buffer.alloc(values.length * 2);
  values.forEach((value, n) => data.writeUInt16BE(value & 0xffff, n * 2));
  return data;
}

export const u8 = (...values: readonly number[]): Buffer => Buffer.from(values);

export const zeros = (count: number): Buffer => Buffer.alloc(count);
