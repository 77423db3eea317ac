import type { Sql } from '#kernel';

export interface ProberFact { readonly id: string; readonly heartbeatAt: string; readonly state: Readonly<Record<string, unknown>> }
export interface Guard { readonly blind: boolean; readonly since: string | null; readonly probers: readonly ProberFact[] }

/** Three heartbeats of ten seconds missed: nobody is looking (health brief, trust in the prober). */
const SILENT_MS = 30_000;
/** A prober that has been gone for a day is history. */
const FORGOTTEN = "interval '1 day'";

/** Whether what we say about cameras may be our own blindness: every prober blind or silent, or an observer's outage open. */
export async function readGuard(sql: Sql, at: Date): Promise<Guard> {
  const probers = await sql.query<{ id: string; heartbeat_at: Date; state: Record<string, unknown> | null }[]>(
    `select id, heartbeat_at, state from prober where heartbeat_at > $1::timestamptz - ${FORGOTTEN} order by id`, [at]);
  const [open] = await sql.query<{ since: Date | null }[]>("select min(first_fail_at) as since from outage where kind = 'observer' and state in ('open', 'recovering')");
  const seeing = probers.filter(({ heartbeat_at, state }) => at.getTime() - heartbeat_at.getTime() <= SILENT_MS && state?.['blind'] !== true);
  const since = open?.since ?? null;
  const lastHeartbeat = probers.reduce<Date | null>((latest, { heartbeat_at }) => latest && latest > heartbeat_at ? latest : heartbeat_at, null);
  const blind = seeing.length === 0 || since !== null;
  return {
    blind,
    since: blind ? (since ?? lastHeartbeat)?.toISOString() ?? null : null,
    probers: probers.map(({ id, heartbeat_at, state }) => ({ id, heartbeatAt: heartbeat_at.toISOString(), state: state ?? {} })),
  };
}
