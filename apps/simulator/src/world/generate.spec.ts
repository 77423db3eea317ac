import { addressNumber } from './addresses.js';
import { generateWorld, type GenerateOptions } from './generate.js';
import { estateNames } from './place-names.js';
import { expectedState, personalities } from './personality.js';
import { type TreeNode } from './world.js';

const world = (options: Partial<GenerateOptions> = {}) => generateWorld({ cameras: 400, seed: 1, base: '127.16.0.0', oddities: 'demo', ...options });

const range = (cidr: string): readonly [number, number] => {
  const [ip = '', prefix = '32'] = cidr.split('/');
  return [addressNumber(ip), addressNumber(ip) + 2 ** (32 - Number(prefix)) - 1];
};

it('is the same district for the same seed, to the last byte', () => {
  expect(JSON.stringify(world())).toBe(JSON.stringify(world()));
});

it('is another district for another seed', () => {
  expect(world({ seed: 2 }).cameras.map((camera) => camera.gbCode)).not.toEqual(world().cameras.map((camera) => camera.gbCode));
});

it.each([1, 7, 70, 400, 1_000, 8_000])('has exactly the %i cameras asked for', (cameras) => {
  expect(world({ cameras }).cameras).toHaveLength(cameras);
});

it('has all 46 old estates and the public sites from 400 cameras on, none of them empty', () => {
  const { sites, cameras } = world();
  expect(sites.filter((site) => site.siteKind === 'old-estate').map((site) => site.name).sort()).toEqual([...estateNames].sort());
  expect(new Set(sites.map((site) => site.siteKind)).size).toBeGreaterThan(6);
  expect(new Set(cameras.map((camera) => camera.siteId)).size).toBe(sites.length);
});

it.each([[400, 1], [400, 2], [1_000, 3], [8_000, 1]])('starts near 95 %% with %i cameras and seed %i', (cameras, seed) => {
  const { cameras: list, hosts } = world({ cameras, seed });
  const roles = new Map(hosts.map((host) => [host.id, host.device?.personality ?? 'healthy']));
  const offline = list.filter((camera) => expectedState(roles.get(camera.hostId) ?? 'healthy') === 'offline').length;
  expect(offline / cameras).toBeGreaterThan(0.04);
  expect(offline / cameras).toBeLessThan(0.06);
});

it.each(['demo', 'each'] as const)('shows every personality at least once (%s)', (oddities) => {
  const seen = new Set(world({ oddities }).hosts.map((host) => host.device?.personality));
  expect(personalities.filter((personality) => !seen.has(personality))).toEqual([]);
});

it('has nobody odd when nobody odd was asked for', () => {
  const odd = world({ oddities: 'none' }).hosts.filter((host) => host.device && !['healthy', 'digest-only'].includes(host.device.personality));
  expect(odd).toEqual([]);
});

it.each([400, 8_000])('gives every site a range of its own and every host an address in it (%i)', (cameras) => {
  const { sites, hosts } = world({ cameras });
  const ranges = sites.map((site) => range(site.cidr)).sort(([left], [right]) => left - right);
  ranges.forEach(([start], index) => expect(start).toBeGreaterThan(ranges[index - 1]?.[1] ?? 0));
  const bySite = new Map(sites.map((site) => [site.id, range(site.cidr)]));
  for (const host of hosts) {
    if (host.siteId === null) continue;
    const [start, end] = bySite.get(host.siteId) ?? [0, 0];
    const at = addressNumber(host.ip);
    expect(at > start && at < end).toBe(true);
  }
  expect(new Set(hosts.map((host) => host.ip)).size).toBe(hosts.length);
  expect(hosts.every((host) => host.ip.startsWith('127.') && !host.ip.startsWith('127.0.'))).toBe(true);
  expect(sites.every((site) => site.spare.length >= 4)).toBe(true);
});

it.each([400, 8_000])('gives GB codes that are 20 digits, unique, of this area and of the right type (%i)', (cameras) => {
  const { cameras: list, hosts } = world({ cameras });
  const recorders = hosts.filter((host) => host.kind === 'recorder').map((host) => host.device?.gbCode ?? '');
  for (const { gbCode } of list) expect(gbCode).toMatch(/^340199\d{2}(0[0-8]|09|11)132\d\d{6}$/);
  for (const code of recorders) expect(code).toMatch(/^340199\d{4}118\d{7}$/);
  const all = [...list.map((camera) => camera.gbCode), ...recorders];
  expect(new Set(all).size).toBe(all.length);
});

it('repeats no name, and no MAC', () => {
  const { cameras, hosts } = world({ cameras: 8_000 });
  const macs = hosts.flatMap((host) => (host.device ? [host.device.mac] : []));
  expect(new Set(cameras.map((camera) => camera.name)).size).toBe(cameras.length);
  expect(new Set(macs).size).toBe(macs.length);
});

it('repeats a serial only where boards were cloned', () => {
  const devices = world().hosts.flatMap((host) => (host.device ? [host.device] : []));
  const cloned = devices.filter((device) => device.personality === 'duplicate-serial');
  expect(cloned.length).toBeGreaterThanOrEqual(2);
  expect(new Set(cloned.map((device) => device.serial)).size).toBe(1);
  const others = devices.filter((device) => device.personality !== 'duplicate-serial').map((device) => device.serial);
  expect(new Set(others).size).toBe(others.length);
});

it('puts at most sixteen channels on a recorder, numbered from one', () => {
  const { cameras, hosts } = world({ cameras: 2_000 });
  const recorders = hosts.filter((host) => host.kind === 'recorder');
  expect(recorders.length).toBeGreaterThan(20);
  for (const recorder of recorders) {
    const channels = cameras.filter((camera) => camera.recorderId === recorder.id).map((camera) => camera.channel);
    expect(channels).toEqual(Array.from({ length: recorder.device?.channels ?? 0 }, (_, index) => index + 1));
    expect(channels.length).toBeLessThanOrEqual(16);
  }
});

it('hangs every node of every tree on one that exists, and every site on a leaf of each', () => {
  const { trees, sites, hosts } = world();
  for (const tree of Object.values<readonly TreeNode[]>({ ...trees })) {
    const ids = new Set(tree.map((node) => node.id));
    expect(tree.filter((node) => node.parentId !== null && !ids.has(node.parentId))).toEqual([]);
    expect(ids.size).toBe(tree.length);
  }
  const has = (tree: keyof typeof trees, id: string): boolean => trees[tree].some((node) => node.id === id);
  expect(sites.every((site) => has('police', site.policeNodeId) && has('governance', site.governanceNodeId) && has('maintenance', site.maintenanceNodeId) && has('network', site.networkNodeId) && has('site', site.id))).toBe(true);
  expect(hosts.every((host) => has('network', host.networkNodeId))).toBe(true);
  expect(trees.police.filter((node) => node.kind === 'station').map((node) => node.name)).toEqual(['铁西所', '红星所', '柳林所', '滨河所', '望江所', '石桥所']);
});

it('keeps every camera inside the district and within 130 m of its site', () => {
  const { bounds, sites, cameras } = world();
  const places = new Map(sites.map((site) => [site.id, site]));
  for (const camera of cameras) {
    const site = places.get(camera.siteId);
    expect(camera.longitude > bounds.west && camera.longitude < bounds.east && camera.latitude > bounds.south && camera.latitude < bounds.north).toBe(true);
    expect(Math.hypot(camera.longitude - (site?.longitude ?? 0), camera.latitude - (site?.latitude ?? 0)) * 111_000).toBeLessThan(130);
  }
});

it.each([0, 8_001, 1.5])('refuses %d cameras by name', (cameras) => {
  expect(() => world({ cameras })).toThrow(/cameras must be 1 … 8000/);
});

it.each(['10.0.0.0', '127.0.0.0', 'hello'])('refuses to live at %s', (base) => {
  expect(() => world({ base })).toThrow();
});
