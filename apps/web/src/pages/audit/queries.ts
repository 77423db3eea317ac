import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, keys, type Query } from '../../api/index.js';

export interface TrailLine {
  /** The chain's own number: lines are never renumbered, so it names a line for good. */
  readonly id: string; readonly seq: number; readonly at: string; readonly personNumber: string | null; readonly personName: string | null; readonly unit: string | null; readonly action: string;
  readonly objectKind: string | null; readonly objectId: string | null; readonly objectName: string | null; readonly outcome: 'done' | 'refused' | 'failed'; readonly reason: string | null; readonly client: string | null;
  readonly detail: Readonly<Record<string, unknown>> | null; readonly hash: string | null; readonly prevHash: string | null;
}
export const linesPerPage = 100;

export const trailQuery = (filter: Query) =>
  queryOptions({
    queryKey: [...keys.trail, filter],
    queryFn: async ({ signal }) => {
      const answer = await api.get<{ total: number; rows: readonly Record<string, unknown>[] }>('/trail', filter, signal);
      return { total: answer.total, rows: answer.rows.map(readLine) };
    },
    placeholderData: keepPreviousData,
  });

export function readLine(row: Record<string, unknown>): TrailLine {
  const text = (key: string): string | null => (row[key] === null || row[key] === undefined || row[key] === '' ? null : String(row[key]));
  const detail = row['detail'];
  return {
    id: String(row['seq']), seq: Number(row['seq']), at: String(row['at']), personNumber: text('personNumber'), personName: text('personName'), unit: text('unit'), action: String(row['action']), objectKind: text('objectKind'),
    objectId: text('objectId'), objectName: text('objectName'), outcome: row['outcome'] === 'refused' || row['outcome'] === 'failed' ? row['outcome'] : 'done', reason: text('reason'), client: text('client'),
    detail: typeof detail === 'object' && detail !== null && Object.keys(detail).length > 0 ? (detail as Record<string, unknown>) : null, hash: text('hash'), prevHash: text('prevHash'),
  };
}
