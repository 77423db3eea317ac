import { z } from 'zod';
import { Fault } from '#kernel';

const vectorShape = z.object({
  id: z.string().min(1),
  kind: z.string(),
  policy: z.record(z.string(), z.unknown()),
  input: z.record(z.string(), z.unknown()),
  expected: z.record(z.string(), z.unknown()),
});
const fileShape = z.object({
  schema: z.literal('online-rate-vectors/1'),
  timezone: z.literal('Asia/Shanghai'),
  vectors: z.array(z.unknown()),
});

export type ExpectedVector = z.output<typeof vectorShape>;

/** Every case of a file in the shape of test/vectors/README.md. Throws Fault `health.vector-file` that names the file, the case and the place. */
export function readVectorFile(text: string, name: string): ExpectedVector[] {
  const file = fileShape.safeParse(parse(text, name));
  if (!file.success) throw refused(name, file.error);
  return file.data.vectors.map((value, i) => {
    const vector = vectorShape.safeParse(value);
    if (vector.success) return vector.data;
    const id = (value as { id?: unknown } | null)?.id;
    throw refused(name, vector.error, typeof id === 'string' ? `vector ${JSON.stringify(id)}` : `vectors[${i}]`);
  });
}

/**
 * JSON whose whole numbers keep all their digits: a mean of rates in lowest terms outgrows a double, so every whole number of 16 digits
 * and more is read as the text of its digits.
 */
function parse(text: string, name: string): unknown {
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const exact = /[^\w."+-]-?\d{16}/.test(plain) ? plain.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\d{16,}(?![\d.eE])/g, (token) => token.startsWith('"') ? token : `"${token}"`) : plain;
  try {
    return JSON.parse(exact);
  } catch (cause) {
    throw new Fault('invalid', { code: 'health.vector-file', message: `${name} is not JSON: ${(cause as Error).message}`, zh: `${name} 不是 JSON 文件：${(cause as Error).message}`, cause });
  }
}

function refused(name: string, error: z.ZodError, where?: string): Fault {
  const problems = error.issues.slice(0, 10).map(({ path, message }) => [where, [...path].join('.') || undefined, message].filter((part) => part !== undefined).join(': '));
  return new Fault('invalid', { code: 'health.vector-file', message: `${name} is not an indicator vector file: ${problems.join('; ')}`, zh: `${name} 不是指标用例文件：${problems.join('；')}`, facts: { problems } });
}

/** One line of JSON in which big whole numbers stay whole numbers. */
export function printExact(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) => typeof one === 'bigint' ? `${BIG}${one}${BIG}` : one)
    .replace(new RegExp(`"${BIG}(-?\\d+)${BIG}"`, 'g'), '$1');
}

/** A private-use character: no text that came through a vector file carries it around digits by accident. */
const BIG = '\uE0B1';
