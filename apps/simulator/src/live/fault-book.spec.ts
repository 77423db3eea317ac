import { HandClock } from '#kernel/testing';
import { pick } from '../../testing/talk.js';
import { generateWorld } from '../world/generate.js';
import { FaultBook } from './fault-book.js';
import { Grounds } from './grounds.js';

const bench = (oddities: 'none' | 'demo' = 'none') => {
  const clock = new HandClock();
  const grounds = new Grounds(generateWorld({ cameras: 400, seed: 1, base: '127.16.0.0', oddities }), clock, { failures: 5, lockS: 300 });
  const faults = new FaultBook(grounds, clock);
  const dark = (): string[] => grounds.hosts.filter((host) => !host.reachable).map((host) => host.plan.id);
  return { grounds, faults, dark, world: grounds.world };
};

it('darkens exactly what hangs on a switch', () => {
  const { grounds, faults, dark, world } = bench();
  const box = pick(grounds.hosts, (host) => host.plan.kind === 'switch' && world.cameras.some((camera) => camera.switchId === host.plan.id && !camera.recorderId));
  const fault = faults.inject({ kind: 'unplug-switch', target: box.plan.id });
  const behind = world.cameras.filter((camera) => camera.switchId === box.plan.id);
  expect(new Set(dark())).toEqual(new Set([box.plan.id, ...behind.map((camera) => camera.hostId)]));
  expect(fault).toMatchObject({ kind: 'unplug-switch', targetName: box.plan.name, cameras: behind.length });
  expect(faults.end(fault.id)).toBe(true);
  expect(dark()).toEqual([]);
});

it('darkens all channels with their recorder, and the recorder with its switch', () => {
  const { grounds, faults, dark, world } = bench();
  const recorder = pick(grounds.hosts, (host) => host.plan.kind === 'recorder');
  const fault = faults.inject({ kind: 'unplug-recorder', target: recorder.ip });
  expect(fault.cameras).toBe(world.cameras.filter((camera) => camera.recorderId === recorder.plan.id).length);
  faults.end(fault.id);
  faults.inject({ kind: 'unplug-switch', target: pick(world.cameras, (camera) => camera.recorderId === recorder.plan.id).switchId });
  expect(dark()).toContain(recorder.plan.id);
});

it('darkens a whole site with its gateway, and a whole quarter with its aggregation switch', () => {
  const { grounds, faults, dark, world } = bench();
  const site = pick(world.sites, () => true);
  const fault = faults.inject({ kind: 'unplug-site', target: site.name });
  expect(new Set(dark())).toEqual(new Set(grounds.hosts.filter((host) => host.plan.siteId === site.id).map((host) => host.plan.id)));
  expect(dark()).toContain(site.networkNodeId);
  faults.end(fault.id);
  faults.inject({ kind: 'unplug-switch', target: 'agg-1' });
  const served = new Set(grounds.hosts.filter((host) => dark().includes(host.plan.id) && host.plan.siteId).map((host) => host.plan.siteId));
  expect(served.size).toBeGreaterThan(2);
});

it('leaves core and aggregation on batteries in a power cut, and nobody when our own network is cut', () => {
  const { grounds, faults, dark } = bench();
  const power = faults.inject({ kind: 'power-cut' });
  expect(power.cameras).toBe(400);
  expect(grounds.hosts.filter((host) => host.reachable).map((host) => host.plan.kind)).toEqual(['core', ...Array.from({ length: 6 }, () => 'aggregation')]);
  faults.end(power.id);
  faults.inject({ kind: 'prober-network' });
  expect(dark()).toHaveLength(grounds.hosts.length);
});

it('keeps a host dark while one of two faults still holds it', () => {
  const { faults, dark, world } = bench();
  const camera = pick(world.cameras, (each) => each.recorderId === null);
  const site = faults.inject({ kind: 'unplug-site', target: camera.siteId });
  const single = faults.inject({ kind: 'unplug-camera', target: camera.id });
  faults.end(site.id);
  expect(dark()).toEqual([camera.hostId]);
  faults.end(single.id);
  expect(dark()).toEqual([]);
});

it('leaves the recorder up when only one of its cameras is unplugged', () => {
  const { grounds, faults, dark, world } = bench();
  const camera = pick(world.cameras, (each) => each.recorderId !== null);
  const fault = faults.inject({ kind: 'unplug-camera', target: camera.gbCode });
  expect(dark()).toEqual([]);
  expect(grounds.channel(camera.id).channel.plugged).toBe(false);
  faults.end(fault.id);
  expect(grounds.channel(camera.id).channel.plugged).toBe(true);
});

it('finds a camera by id, GB code, name, address and channel', () => {
  const { grounds, faults, world } = bench();
  const camera = pick(world.cameras, (each) => each.channel === 3);
  const ip = grounds.channel(camera.id).host.ip;
  for (const target of [camera.id, camera.gbCode, camera.name, `${ip}#3`]) expect(faults.inject({ kind: 'picture-black', target }).targetName).toBe(camera.name);
  expect(grounds.channel(camera.id).channel.picture).toBe('black');
});

it('moves a camera to a spare address of its site and back, and says both', () => {
  const { grounds, faults, world } = bench();
  const camera = pick(world.cameras, (each) => each.recorderId === null);
  const { host } = grounds.channel(camera.id);
  const before = host.ip;
  const fault = faults.inject({ kind: 'move-camera', target: camera.id });
  expect(fault.facts).toEqual({ from: before, to: host.ip });
  expect(grounds.at(host.ip)).toBe(host);
  expect(grounds.at(before)).toBeUndefined();
  expect(grounds.wasUsed(before)).toBe(true);
  faults.end(fault.id);
  expect(grounds.at(before)).toBe(host);
});

it('does not move a camera onto another', () => {
  const { faults, world, grounds } = bench();
  const [one, other] = world.cameras.filter((each) => each.recorderId === null);
  expect(() => faults.inject({ kind: 'move-camera', target: one?.id, to: grounds.channel(other?.id ?? '').host.ip })).toThrow(/belongs to/);
});

it('changes a password and gives the old one back', () => {
  const { grounds, faults, world } = bench();
  const { host } = grounds.channel(pick(world.cameras, () => true).id);
  const before = host.credential;
  const fault = faults.inject({ kind: 'change-password', target: host.plan.id });
  expect(host.credential?.password).toBe(fault.facts['password']);
  faults.end(fault.id);
  expect(host.credential).toEqual(before);
});

it('repairs a dead camera, and one with a foreign password, until the fault is ended', () => {
  const { grounds, faults, world } = bench('demo');
  const dead = pick(grounds.hosts, (host) => host.personality === 'dead');
  const hellos: string[] = [];
  grounds.on('hello', (host) => hellos.push(host.plan.id));
  const fault = faults.inject({ kind: 'repair-camera', target: dead.plan.id });
  expect(dead.reachable).toBe(true);
  expect(hellos).toEqual([dead.plan.id]);
  faults.end(fault.id);
  expect(dead.reachable).toBe(false);
  const foreign = pick(grounds.hosts, (host) => host.personality === 'changed-password');
  faults.inject({ kind: 'repair-camera', target: foreign.plan.id });
  expect(foreign.credential).toEqual(pick(world.sites, (site) => site.id === foreign.plan.siteId).credential);
});

it('undoes the last first, so that two moves end where they began', () => {
  const { grounds, faults, world } = bench();
  const { host } = grounds.channel(pick(world.cameras, (each) => each.recorderId === null).id);
  const before = host.ip;
  faults.inject({ kind: 'move-camera', target: host.plan.id });
  faults.inject({ kind: 'move-camera', target: host.plan.id });
  expect(faults.clear()).toBe(2);
  expect(host.ip).toBe(before);
  expect(faults.list()).toEqual([]);
});

it.each([
  [{ kind: 'explode' }, 'invalid'], [{ kind: 'unplug-camera' }, 'invalid'], [{ kind: 'unplug-camera', target: '' }, 'invalid'], [{ kind: 'unplug-camera', target: 'nobody' }, 'missing'],
  [{ kind: 'unplug-switch', target: 'site-001' }, 'missing'], [{ kind: 'unplug-site', target: 'site-001-sw-1' }, 'missing'],
])('refuses %j', (request, kind) => {
  expect(() => bench().faults.inject(request)).toThrow(expect.objectContaining({ kind }));
});

it('ends nothing twice', () => {
  const { faults } = bench();
  const fault = faults.inject({ kind: 'power-cut' });
  expect([faults.end(fault.id), faults.end(fault.id)]).toEqual([true, false]);
});
