import { Fault } from '#kernel';
import { seeded } from './random.js';
import { Land } from './addresses.js';
import { districtCode } from './gb-code.js';
import { buildOrganisation, type Organisation } from './organisation.js';
import { districtName, estateNames, publicSites, siteKindNames, type SiteKind } from './place-names.js';
import { castRoles, type Oddities } from './personality.js';
import { furnishSite, type SitePlan } from './site.js';
import { type Camera, type Host, type Site, type TreeNode, type World } from './world.js';

export interface GenerateOptions {
  /** 1 … 8,000. From 70 on every site has at least one. */
  readonly cameras: number;
  readonly seed: number;
  /** First address of the district's range, in 127/8. */
  readonly base: string;
  readonly oddities: Oddities;
}

/** An invented rectangle; nothing at these coordinates is meant. */
const bounds = { west: 117.3, south: 31.8, east: 117.42, north: 31.89 };

/** The whole district from one seed: the same options give the same world, byte for byte. */
export function generateWorld(options: GenerateOptions): World {
  if (!Number.isInteger(options.cameras) || options.cameras < 1 || options.cameras > 8_000) {
    throw new Fault('invalid', { code: 'simulator.cameras', message: `cameras must be 1 … 8000, not ${options.cameras}` });
  }
  const organisation = buildOrganisation(seeded(options.seed, 'organisation'));
  const land = new Land(options.base);
  const network = backbone(land);
  const plans = planSites(options, organisation);
  const sites: Site[] = [];
  const hosts: Host[] = [...network.hosts];
  const cameras: Camera[] = [];
  const nodes: TreeNode[] = [...network.nodes];
  const singles = plans.reduce((sum, plan) => sum + (plan.recorder ? 0 : plan.cameras), 0);
  const roles = castRoles(seeded(options.seed, 'roles'), singles, options.cameras, options.oddities);
  for (const plan of plans) {
    const block = land.cut(plan.recorder ? Math.ceil(plan.cameras / 16) + 8 : plan.cameras + Math.ceil(plan.cameras / 8) + 4);
    const furnished = furnishSite(plan, block, plan.recorder ? [] : roles.splice(0, plan.cameras), seeded(options.seed, `site:${plan.index}`));
    sites.push(furnished.site);
    hosts.push(...furnished.hosts);
    cameras.push(...furnished.cameras);
    nodes.push(...furnished.nodes);
  }
  const kinds = [...new Set(plans.map((plan) => plan.siteKind))];
  const siteTree: TreeNode[] = [
    { id: 'places', parentId: null, kind: 'district', name: districtName, code: districtCode },
    ...kinds.map((kind) => ({ id: `kind-${kind}`, parentId: 'places', kind: 'site-kind', name: siteKindNames[kind], code: kind })),
    ...sites.map((site) => ({ id: site.id, parentId: `kind-${site.siteKind}`, kind: 'site', name: site.name, code: site.id })),
  ];
  return {
    seed: options.seed, name: districtName, civilCode: districtCode, bounds, sites, hosts, cameras,
    trees: { police: organisation.police, governance: organisation.governance, maintenance: organisation.maintenance, site: siteTree, network: nodes },
  };
}

/** Core and six aggregation switches in the machine rooms: they run on batteries and answer when the district has no power. */
function backbone(land: Land): { hosts: Host[]; nodes: TreeNode[] } {
  const block = land.cut(40);
  const host = (id: string, kind: 'core' | 'aggregation', name: string): Host => ({ id, kind, siteId: null, name, ip: block.take(), networkNodeId: id, device: null });
  const hosts = [host('core', 'core', '核心交换机'), ...[1, 2, 3, 4, 5, 6].map((n) => host(`agg-${n}`, 'aggregation', `${n}号汇聚交换机`))];
  return { hosts, nodes: hosts.map(({ id, kind, name }) => ({ id, kind, name, parentId: kind === 'core' ? null : 'core', code: id })) };
}

function planSites(options: GenerateOptions, organisation: Organisation): SitePlan[] {
  const random = seeded(options.seed, 'sites');
  const named = nameSites(options.cameras);
  const counts = shareOut(options.cameras, named.map(({ recorder, siteKind }) => (recorder ? 13 : siteKind === 'old-estate' ? 5 : 3.4) * (0.4 + 1.2 * random.next())));
  const cells = random.shuffle(Array.from({ length: 10 * 8 }, (_, index) => index));
  return named.map(({ name, siteKind, recorder }, index) => {
    const at = cells[index] ?? index;
    const x = ((at % 10) + 0.2 + 0.6 * random.next()) / 10;
    const y = (Math.floor(at / 10) + 0.2 + 0.6 * random.next()) / 8;
    const place = organisation.placeOf(x, y);
    return {
      index, name, siteKind, recorder, cameras: counts[index] ?? 0,
      station: place.station, policeNodeId: place.policeNodeId, governanceNodeId: place.governanceNodeId, maintenanceNodeId: organisation.crewOf(place.station),
      address: `${districtName}${place.street}${siteKind === 'road' ? name : `${random.pick(['建设街', '胜利街', '河沿街', '育才巷', '和平街'])}${random.between(1, 188)}号${name}`}`,
      longitude: round6(bounds.west + x * (bounds.east - bounds.west)),
      latitude: round6(bounds.south + y * (bounds.north - bounds.south)),
    };
  });
}

/** Two estates, one public site, and so on; with few cameras only the first sites exist. Every fourth estate keeps its cameras on recorders. */
function nameSites(cameras: number): { name: string; siteKind: SiteKind; recorder: boolean }[] {
  const estates = estateNames.map((name, index) => ({ name, siteKind: 'old-estate' as const, recorder: index % 4 === 1 }));
  const publics = publicSites.map(([siteKind, name], index) => ({ name, siteKind, recorder: index % 8 === 4 }));
  const all: { name: string; siteKind: SiteKind; recorder: boolean }[] = [];
  while (estates.length > 0 || publics.length > 0) all.push(...estates.splice(0, 2), ...publics.splice(0, 1));
  return all.slice(0, Math.max(1, Math.min(all.length, Math.floor(cameras / 3))));
}

/** Largest remainder: the counts add up to `total`, and nobody gets none while there is one each. */
function shareOut(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((left, right) => left + right, 0);
  const each = total >= weights.length ? 1 : 0;
  const rest = total - each * weights.length;
  const exact = weights.map((weight) => (weight / sum) * rest);
  const counts = exact.map((value) => each + Math.floor(value));
  const order = exact.map((value, index) => [value - Math.floor(value), index] as const).sort((left, right) => right[0] - left[0] || left[1] - right[1]);
  const missing = total - counts.reduce((left, right) => left + right, 0);
  for (const [, index] of order.slice(0, missing)) counts[index] = (counts[index] ?? 0) + 1;
  return counts;
}

const round6 = (value: number): number => Math.round(value * 1e6) / 1e6;
