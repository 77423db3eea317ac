import { Fault, type Clock } from '#kernel';
import { askSimulator } from '../sim/sim-client.js';
import { ApiClient } from './api.js';

export interface DemoOptions {
  readonly url: string;
  readonly password: string;
  readonly simUrl: string;
  readonly simToken: string;
  readonly clock: Clock;
  readonly say: (text: string) => void;
  readonly signal: AbortSignal;
}

interface TruthNode { readonly id: string; readonly parentId: string | null; readonly kind: string; readonly name: string; readonly code: string }
interface TruthSite {
  readonly id: string; readonly name: string; readonly siteKind: string; readonly cidrs: readonly string[]; readonly gateway: string; readonly address: string;
  readonly longitude: number; readonly latitude: number; readonly plannedCameras: number;
  readonly policeNodeId: string; readonly governanceNodeId: string; readonly maintenanceNodeId: string; readonly networkNodeId: string;
  readonly credential: { readonly username: string; readonly password: string };
}
interface Truth { readonly district: { readonly name: string }; readonly trees: Readonly<Record<string, readonly TruthNode[]>>; readonly sites: readonly TruthSite[] }
interface Run { readonly id: string; readonly state: string; readonly progress: { readonly total: number; readonly asked: number; readonly found: number }; readonly error?: string | null }

interface Import { readonly id: string; readonly state: string; readonly totals: Record<string, number> | null; readonly guess: Record<string, string> }

/** One estate is left for the newcomer: its cameras wait on the discovery page. */
const leftForTheNewcomer = 1;

/**
 * Brings the simulated district into an empty system through the API, as an administrator would: the organisation, the passwords of the sites,
 * discovery, acceptance, and the ledger file that names and places the cameras. Does nothing when the ledger already has cameras.
 */
export async function prepareDemo(options: DemoOptions): Promise<void> {
  const { url, password, simUrl, simToken, clock, say, signal } = options;
  const api = new ApiClient(url);
  await api.logIn('9001', password);
  const { total } = await api.call<{ total: number }>('GET', '/api/cameras?size=1');
  if (total > 0) return say(`the ledger has ${total} cameras from last time`);

  const truth = await askSimulator<Truth>(simUrl, simToken, 'GET', '/district.json');
  say(`the organisation of ${truth.district.name}: five trees, ${truth.sites.length} sites`);
  const { sites } = await api.call<{ sites: Record<string, string> }>('POST', '/api/organisation', organisationOf(truth));
  for (const site of truth.sites) {
    await api.call('POST', '/api/credential-sets', { siteId: sites[codeOf(site)], name: `${site.name} 设备口令`, username: site.credential.username, password: site.credential.password, cidrs: site.cidrs });
  }

  say('discovery: asking every address of the district');
  const run = await api.call<{ id: string }>('POST', '/api/discovery/runs', { kind: 'unicast', cidrs: truth.sites.flatMap((site) => site.cidrs), ratePerS: 2000 });
  const found = await until<Run>(clock, signal, () => api.call('GET', `/api/discovery/runs/${run.id}`), (now) => now.state !== 'running', 180_000);
  if (found.state !== 'done') throw new Fault('unreachable', { code: 'cli.demo-discovery', message: `discovery ended as ${found.state}: ${found.error ?? 'no reason given'}` });
  say(`found ${found.progress.found} devices`);

  const later = new Set(truth.sites.slice(-leftForTheNewcomer).map((site) => sites[codeOf(site)]));
  let accepted = 0;
  for (const candidate of await allNewCandidates(api)) {
    if (!candidate.siteId || later.has(candidate.siteId) || candidate.relation === 'duplicate' || candidate.state === 'conflict') continue;
    const done = await api.call<{ cameras: number }>('POST', '/api/candidates/accept', { ids: [candidate.id], siteId: candidate.siteId });
    accepted += done.cameras;
  }
  say(`${accepted} cameras accepted; one estate is left for you on the discovery page`);


  const ledger = await askSimulator<string>(simUrl, simToken, 'GET', `/ledger.csv?sites=${truth.sites.slice(0, -leftForTheNewcomer).map((site) => site.id).join(',')}`);
  const form = new FormData();
  form.set('file', new Blob([ledger], { type: 'text/csv' }), '演示区台账.csv');
  const job = await api.call<Import>('POST', '/api/imports', form);
  await api.call('PUT', `/api/imports/${job.id}/mapping`, { mapping: job.guess, coordSystem: 'wgs84' });
  await api.call('POST', `/api/imports/${job.id}/dry-run`);
  const tried = await until<Import>(clock, signal, () => api.call('GET', `/api/imports/${job.id}`), (now) => now.state === 'dry-run' || now.state === 'failed', 120_000);
  await api.call('POST', `/api/imports/${job.id}/apply`, { mode: 'good' });
  await until<Import>(clock, signal, () => api.call('GET', `/api/imports/${job.id}`), (now) => now.state === 'applied' || now.state === 'failed', 120_000);
  say(`the ledger file: ${tried.totals?.['add'] ?? 0} added, ${tried.totals?.['update'] ?? 0} completed, ${(tried.totals?.['error'] ?? 0) + (tried.totals?.['duplicate'] ?? 0)} returned`);
}

const codeOf = (site: TruthSite): string => site.id;

function organisationOf(truth: Truth): unknown {
  return {
    nodes: Object.entries(truth.trees).flatMap(([tree, nodes]) => nodes.map((node) => ({ tree, code: node.id, parentCode: node.parentId, kind: node.kind, name: node.name }))),
    sites: truth.sites.map((site) => ({
      code: codeOf(site), name: site.name, siteKind: site.siteKind, police: site.policeNodeId, governance: site.governanceNodeId, maintenance: site.maintenanceNodeId, network: site.networkNodeId,
      address: site.address, lng: site.longitude, lat: site.latitude, cidrs: site.cidrs, gateway: site.gateway, plannedCameras: site.plannedCameras,
    })),
  };
}

interface CandidateRow { readonly id: string; readonly siteId: string | null; readonly relation: string; readonly state: string }

async function allNewCandidates(api: ApiClient): Promise<CandidateRow[]> {
  const all: CandidateRow[] = [];
  for (let page = 1; ; page++) {
    const { rows, total } = await api.call<{ rows: CandidateRow[]; total: number }>('GET', `/api/candidates?state=new&size=500&page=${page}`);
    all.push(...rows);
    if (all.length >= total || rows.length === 0) return all;
  }
}

async function until<T>(clock: Clock, signal: AbortSignal, ask: () => Promise<T>, done: (answer: T) => boolean, patienceMs: number): Promise<T> {
  const deadline = clock.monotonicMs() + patienceMs;
  for (;;) {
    const answer = await ask();
    if (done(answer)) return answer;
    if (clock.monotonicMs() > deadline) throw new Fault('timeout', { code: 'cli.demo-slow', message: `preparing the demonstration took more than ${patienceMs / 1000} s: see the logs beside the data` });
    await clock.sleep(300, signal);
  }
}
