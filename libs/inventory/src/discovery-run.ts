import { setMaxListeners } from 'node:events';
import type { DataSource } from 'typeorm';
import { asFault, counter, emit, newId, type Clock, type Log, type Sql } from '#kernel';
import { claimTry, covers, credentialFor, forgetTry, openCredentials, recordTry, type Credential } from './credential-set.js';
import type { Discoverer, DiscoveryProgress, DiscoveryRequest, Identifier, Sighting } from './discoverer.js';
import { runProgress } from './events.js';
import { outsideHosts, storable } from './hearsay.js';
import { deviceKey, reconcile, type KnownDevice } from './reconcile.js';

export interface RunTools { readonly source: DataSource; readonly clock: Clock; readonly log: Log; readonly vaultKey: Buffer; readonly discoverers: readonly Discoverer[]; readonly identifier: Identifier }
export interface RunRow { readonly id: string; readonly kind: string; readonly request: unknown; readonly state: 'running' | 'done' | 'failed' | 'cancelled'; readonly progress: { total: number; asked: number; answered: number; found: number }; readonly startedAt: string; readonly endedAt: string | null; readonly error: string | null }

const sightings = counter('fengsui_inventory_sightings_total', 'Devices seen by discovery, by how they relate to the ledger', ['relation']);
const addressesRefused = counter('fengsui_inventory_named_addresses_refused_total', 'Addresses that devices named as their own and that lie outside the ranges: never asked');
const identifyAtOnce = 16;
/** As many addresses as one request may ask; replies in forged names end here. */
const mostFound = 65_536;
/** Log lines of one kind per run; the rest is counted. */
const mostLines = 50;
const shown = `id, kind, request, state, progress, started_at as "startedAt", ended_at as "endedAt", error`;

export const listRuns = (sql: Sql): Promise<RunRow[]> => sql.query(`select ${shown} from discovery_run order by started_at desc limit 50`);
export async function findRun(sql: Sql, id: string): Promise<RunRow | undefined> {
  const [row] = await sql.query<RunRow[]>(`select ${shown} from discovery_run where id = $1`, [id]);
  return row;
}

/** A run whose process died is said to have failed; its candidates stay. */
export async function failOrphanedRuns(sql: Sql): Promise<void> {
  await sql.query("update discovery_run set state = 'failed', ended_at = now(), error = 'the platform restarted while it ran; start it again' where state = 'running'");
}

/** Discovery as a person started it: every discoverer that serves the request, then one identity question per device, then the ledger. */
export class DiscoveryRuns {
  private readonly running = new Map<string, AbortController>();

  constructor(private readonly tools: RunTools) {}

  async start(request: DiscoveryRequest, startedBy: string | null): Promise<string> {
    const id = newId();
    await this.tools.source.query("insert into discovery_run (id, kind, request, state, progress, started_by) values ($1,$2,$3,'running',$4,$5)", [id, request.kind, JSON.stringify(request), JSON.stringify({ total: 0, asked: 0, answered: 0, found: 0 }), startedBy]);
    const stop = new AbortController();
    setMaxListeners(0, stop.signal); // every question in flight listens for the end of the run
    this.running.set(id, stop);
    void this.run(id, request, stop).finally(() => this.running.delete(id));
    return id;
  }

  /** False when it no longer runs here. */
  cancel(id: string): boolean {
    const stop = this.running.get(id);
    stop?.abort(new Error('cancelled'));
    return stop !== undefined;
  }

  async stop(): Promise<void> {
    for (const stop of this.running.values()) stop.abort(new Error('shutdown'));
    while (this.running.size > 0) await this.tools.clock.sleep(20);
  }

  private async run(id: string, request: DiscoveryRequest, stop: AbortController): Promise<void> {
    const { source, clock, log } = this.tools;
    const found = new Map<string, Sighting>();
    let progress: DiscoveryProgress = { total: 0, asked: 0, answered: 0 };
    const say = async (state: RunRow['state'], error: string | null = null): Promise<void> => {
      const now = { ...progress, found: found.size };
      await source.transaction(async (tx) => {
        await tx.query(`update discovery_run set state = $2, progress = $3, error = $4, ended_at = case when $2 = 'running' then null else now() end where id = $1`, [id, state, JSON.stringify(now), error]);
        await emit(tx, runProgress, { runId: id, state, progress: now });
      });
    };
    const stopSaying = clock.every(500, () => say('running').catch(() => undefined));
    try {
      const parts = new Map<string, DiscoveryProgress>();
      await Promise.all(this.tools.discoverers.filter((each) => each.serves(request)).map((each) => each.discover(request, {
        found: (sighting) => { if (found.size < mostFound || found.has(sighting.ip)) found.set(sighting.ip, merge(found.get(sighting.ip), storable(sighting))); },
        progress: (part) => { parts.set(each.name, part); progress = sum([...parts.values()]); },
      }, stop.signal)));
      for (const sighting of await this.refuseNamedHosts(id, request, found.values())) found.set(sighting.ip, sighting);
      await this.identifyAll([...found.values()], stop.signal, (sighting) => { found.set(sighting.ip, storable(sighting)); });
      await source.transaction((tx) => enterCandidates(tx, [...found.values()]));
      stopSaying();
      await say(stop.signal.aborted ? 'cancelled' : 'done');
    } catch (thrown) {
      stopSaying();
      const fault = asFault(thrown);
      if (!stop.signal.aborted) log.error({ err: fault }, 'a discovery run failed');
      await say(stop.signal.aborted ? 'cancelled' : 'failed', stop.signal.aborted ? null : fault.message).catch(() => undefined);
    }
  }

  /** Nobody asks an address that a device names; one outside the ranges is told to the log and to the person who looks at the candidate. */
  private async refuseNamedHosts(runId: string, request: DiscoveryRequest, all: Iterable<Sighting>): Promise<Sighting[]> {
    const sites = await this.tools.source.query<{ cidrs: string[] }[]>('select cidrs from site');
    const ranges = [...sites.flatMap((site) => site.cidrs), ...(request.kind === 'multicast' ? [] : request.cidrs)];
    const refused = [...all].flatMap((sighting) => { const hosts = outsideHosts(sighting, ranges); return hosts.length > 0 ? [{ sighting, hosts }] : []; });
    addressesRefused.inc(refused.reduce((sum, { hosts }) => sum + hosts.length, 0));
    for (const { sighting, hosts } of refused.slice(0, mostLines)) this.tools.log.warn({ runId, ip: sighting.ip, named: hosts }, 'a device names an address outside the ranges: refused, it is asked where it answered');
    if (refused.length > mostLines) this.tools.log.warn({ runId, devices: refused.length }, 'more devices name addresses outside the ranges');
    return refused.map(({ sighting, hosts }) => ({ ...sighting, problem: `names ${hosts.join(', ')} as its address, outside the ranges: refused` }));
  }

  private async identifyAll(all: readonly Sighting[], signal: AbortSignal, done: (sighting: Sighting) => void): Promise<void> {
    const credentials = [...(await openCredentials(this.tools.source, this.tools.vaultKey, null)).values()];
    const waiting = all.filter((sighting) => sighting.onvif && sighting.httpPort !== undefined && !sighting.identity);
    await Promise.all(Array.from({ length: identifyAtOnce }, async () => {
      for (let next = waiting.pop(); next && !signal.aborted; next = waiting.pop()) done(await this.identify(next, credentialFor(credentials, next.ip), signal));
    }));
  }

  /** At most one authenticated question per device and password version, over all runs; one that never left does not count. */
  private async identify(sighting: Sighting, credential: Credential | undefined, signal: AbortSignal): Promise<Sighting> {
    const at = { ip: sighting.ip, httpPort: sighting.httpPort ?? 80, onvifPath: sighting.onvifPath ?? '/onvif/device_service' };
    const key = `net:${at.ip}:${at.httpPort}`;
    const mayTry = credential !== undefined && (await this.mayTry(credential, key));
    const { passwordSent, ...answer } = await this.tools.identifier.identify(at, mayTry ? credential : null, signal);
    if (mayTry) await (passwordSent ? recordTry(this.tools.source, credential, key, answer.auth ?? 'unknown') : forgetTry(this.tools.source, credential, key));
    return { ...sighting, ...answer };
  }

  private async mayTry(credential: Credential, key: string): Promise<boolean> {
    const [before] = await this.tools.source.query<{ result: string }[]>('select result from credential_try where credential_set_id = $1 and version = $2 and device_key = $3', [credential.setId, credential.version, key]);
    return before ? before.result === 'accepted' : await claimTry(this.tools.source, credential, key);
  }
}

function merge(before: Sighting | undefined, now: Sighting): Sighting {
  if (!before) return now;
  return { ...before, ...now, onvif: before.onvif || now.onvif, source: before.source.includes(now.source) ? before.source : `${before.source},${now.source}` };
}

function sum(parts: readonly DiscoveryProgress[]): DiscoveryProgress {
  return parts.reduce((all, part) => ({ total: all.total + part.total, asked: all.asked + part.asked, answered: all.answered + part.answered }), { total: 0, asked: 0, answered: 0 });
}

/** Sightings become candidates, or news about candidates and devices that are known. */
export async function enterCandidates(tx: Sql, all: readonly Sighting[]): Promise<void> {
  const ledger = await tx.query<KnownDevice[]>(`select id, host(ip) as ip, http_port as "httpPort", manufacturer, model, serial, mac, epr from device where kind <> 'switch'`);
  const seen = new Set(all.map((sighting) => sighting.ip));
  const known = ledger.map((device) => ({ ...device, seenNow: seen.has(device.ip) }));
  const sites = await tx.query<{ id: string; cidrs: string[] }[]>('select id, cidrs from site');
  const byKey = new Map<string, Sighting[]>();
  for (const sighting of all) { const key = deviceKey(sighting); byKey.set(key, [...(byKey.get(key) ?? []).slice(0, 1), sighting]); }
  for (const sighting of all) {
    const { relation, deviceId, conflict } = reconcile(sighting, known);
    sightings.inc({ relation });
    const key = deviceKey(sighting);
    const twin = relation === 'new' ? byKey.get(key)?.find((other) => other !== sighting) : undefined;
    const site = sites.find((each) => covers(each.cidrs, sighting.ip))?.id ?? null;
    const { identity } = sighting;
    await tx.query(`insert into candidate (id, device_key, ip, http_port, rtsp_port, onvif_path, epr, manufacturer, model, serial, mac, firmware, name, channels, scopes, sources, site_id, auth, state, matched_device_id, relation, conflict, problem, brand_hint, clock_offset_ms)
      values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21,$22,$23,$24,$25)
      on conflict (device_key) do update set ip = excluded.ip, http_port = excluded.http_port, rtsp_port = coalesce(excluded.rtsp_port, candidate.rtsp_port), onvif_path = excluded.onvif_path, epr = excluded.epr,
        manufacturer = coalesce(nullif(excluded.manufacturer, ''), candidate.manufacturer), model = coalesce(nullif(excluded.model, ''), candidate.model), serial = coalesce(nullif(excluded.serial, ''), candidate.serial),
        mac = coalesce(nullif(excluded.mac, ''), candidate.mac), firmware = coalesce(nullif(excluded.firmware, ''), candidate.firmware), name = excluded.name, channels = excluded.channels, scopes = excluded.scopes, sources = excluded.sources,
        site_id = excluded.site_id, auth = excluded.auth, matched_device_id = excluded.matched_device_id, relation = excluded.relation, conflict = excluded.conflict, problem = excluded.problem, brand_hint = excluded.brand_hint, clock_offset_ms = excluded.clock_offset_ms,
        state = case when candidate.state in ('accepted','ignored') and excluded.state <> 'conflict' then candidate.state else excluded.state end, last_seen_at = now()`,
    [newId(), twin ? `${key}@${sighting.ip}` : key, sighting.ip, sighting.httpPort ?? null, sighting.rtspPort ?? null, sighting.onvifPath ?? null, sighting.epr ?? '', identity?.manufacturer ?? '', identity?.model ?? '', identity?.serial ?? '', identity?.mac ?? '',
      identity?.firmware ?? '', sighting.name ?? '', JSON.stringify(sighting.channels ?? []), sighting.scopes ?? [], sighting.source.split(','), site, sighting.auth, conflict || twin ? 'conflict' : relation === 'matched' ? 'accepted' : 'new', deviceId,
      twin ? 'duplicate' : relation, JSON.stringify(conflict ?? (twin ? { why: `the same identity answers at ${twin.ip} too`, deviceId: null } : null)), sighting.problem ?? null, sighting.brandHint ?? null, sighting.clockOffsetMs ?? null]);
  }
}
