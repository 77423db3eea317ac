import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { Fault } from '#kernel';

/** What a workbook may unpack to; an honest one of 100,000 rows stays below 200 MB. */
const maxUnpacked = 256 * 1024 * 1024;
const maxMembers = 10_000;
const [localSign, centralSign, endSign] = [0x04034b50, 0x02014b50, 0x06054b50];
const descriptorSign = Buffer.from('504b0708', 'hex');
/** Lengths of a data descriptor, without and with its sign, in 32 and in 64 bits (APPNOTE 4.3.9). */
const descriptors = [0, 12, 16, 20, 24];

interface Member { readonly name: string; readonly method: number; readonly flags: number; readonly packed: number; readonly unpacked: number; readonly local: number }

/**
 * Refuses a zip that is no workbook, unpacks to far more than a ledger has, or lies about what it holds, before anything reads it. Members are
 * inflated once and thrown away piece by piece, so that the check takes no memory. The reader behind us goes by the local headers, not by the
 * directory: both must tell the same, without a gap that could hide a member.
 *
 *   | local header, name, extra | data | descriptor? | … | directory | end |      APPNOTE 4.3.6
 */
export async function checkZip(file: Buffer): Promise<void> {
  const { members, directory } = readDirectory(file);
  if (!members.some((member) => member.name.startsWith('xl/worksheets/'))) throw bad('inventory.file-not-xlsx', 'this zip is not a workbook: CSV or XLSX, please', '不是 XLSX 工作簿，请使用 CSV 或 XLSX');
  const claimed = members.reduce((sum, member) => sum + member.unpacked, 0);
  if (claimed > maxUnpacked || members.some(({ packed, unpacked }) => unpacked > 10_000_000 && unpacked / Math.max(1, packed) > 400)) throw bomb();
  for (const [data, member] of dataOf(file, members, directory)) if (member.method === 8) await inflateAll(data, member);
}

function readDirectory(file: Buffer): { members: Member[]; directory: number } {
  // The end record is the last thing but for a comment of 64 KiB at most.
  const end = file.lastIndexOf(Buffer.from('504b0506', 'hex'));
  if (end < 0 || end + 22 > file.length || end < file.length - 65_557 || file.readUInt32LE(end) !== endSign) throw broken('is cut off: upload it again', '不完整，请重新上传');
  const count = file.readUInt16LE(end + 10);
  const directory = file.readUInt32LE(end + 16);
  if (count > maxMembers) throw bomb();
  const members: Member[] = [];
  let at = directory;
  for (let n = 0; n < count; n++) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== centralSign) throw broken('has a broken directory: save it again', '目录损坏，请重新保存');
    const nameLength = file.readUInt16LE(at + 28);
    members.push({ flags: file.readUInt16LE(at + 8), method: file.readUInt16LE(at + 10), packed: file.readUInt32LE(at + 20), unpacked: file.readUInt32LE(at + 24), local: file.readUInt32LE(at + 42), name: file.toString('latin1', at + 46, at + 46 + nameLength) });
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return { members, directory };
}

/** Every member's packed bytes, after its local header has confirmed what the directory says. */
function dataOf(file: Buffer, members: readonly Member[], directory: number): [Buffer, Member][] {
  const all: [Buffer, Member][] = [];
  let before = 0;
  for (const member of [...members].sort((a, b) => a.local - b.local)) {
    const { local, packed, unpacked, method, flags, name } = member;
    if (local + 30 > file.length || !descriptors.includes(local - before) || file.readUInt32LE(local) !== localSign) throw lying(name);
    const nameEnd = local + 30 + file.readUInt16LE(local + 26);
    const start = nameEnd + file.readUInt16LE(local + 28);
    const streamed = (flags & 8) !== 0;
    const [saidPacked, saidUnpacked] = [file.readUInt32LE(local + 18), file.readUInt32LE(local + 22)];
    const agrees = file.readUInt16LE(local + 8) === method && file.toString('latin1', local + 30, nameEnd) === name && ((saidPacked === packed && saidUnpacked === unpacked) || (streamed && saidPacked === 0));
    const data = file.subarray(start, start + packed);
    if (!agrees || (flags & 1) !== 0 || data.length < packed || (method !== 8 && (method !== 0 || packed !== unpacked)) || (streamed && data.includes(descriptorSign))) throw lying(name);
    all.push([data, member]);
    before = start + packed;
  }
  if (!descriptors.includes(directory - before)) throw lying('');
  return all;
}

async function inflateAll(data: Buffer, { name, unpacked }: Member): Promise<void> {
  let size = 0;
  try {
    for await (const part of Readable.from(slices(data)).pipe(createInflateRaw())) {
      size += (part as Buffer).length;
      if (size > unpacked) throw bomb();
    }
  } catch (cause) {
    throw cause instanceof Fault ? cause : broken(`is broken in ${shown(name)}: save it again`, `内容损坏（${shown(name)}），请重新保存`, cause);
  }
  if (size !== unpacked) throw lying(name);
}

function* slices(data: Buffer): Generator<Buffer> {
  for (let at = 0; at < data.length; at += 262_144) yield data.subarray(at, at + 262_144);
}

const shown = (name: string): string => name.replace(/[^\w/. -]/g, '?').slice(0, 60);
const bad = (code: string, message: string, zh: string, cause?: unknown): Fault => new Fault('invalid', { code, message, zh, cause });
const bomb = (): Fault => bad('inventory.file-bomb', 'the workbook unpacks to far more than a ledger has, or to more than it says: refused unread', 'XLSX 解压后异常巨大或与声明不符，已拒绝');
const broken = (what: string, zh: string, cause?: unknown): Fault => bad('inventory.file-xlsx', `the workbook ${what}`, `XLSX 文件${zh}`, cause);
const lying = (name: string): Fault => broken(`holds something else than its directory says${name ? ` (${shown(name)})` : ''}: save it again with a spreadsheet program`, '内容与目录不符，请用表格软件重新保存');
