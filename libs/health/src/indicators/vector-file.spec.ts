import fc from 'fast-check';
import { differences } from './expectation.js';
import { printExact, readVectorFile } from './vector-file.js';
import { evaluate, vectorKinds } from './vector.js';

const head = { schema: 'online-rate-vectors/1', set: 'open', timezone: 'Asia/Shanghai' };
const counts = { online: 9, offline: 1, unknown: 0, maintenance: 0, disabled: 0 };
const policy = { threshold: { num: 95, den: 100 }, minCoverage: { num: 90, den: 100 } };
const vector = (over: object = {}) => ({ id: 'X1', kind: 'instant', title: '', policy, input: { counts }, expected: { assessed: 10 }, why: '', ...over });
const file = (...vectors: unknown[]): string => JSON.stringify({ ...head, vectors });
const window = { from: '2026-03-02T00:00:00+08:00', to: '2026-03-03T00:00:00+08:00' };

it.each([
  ['is not JSON', '{"schema"', /bad\.json is not JSON/],
  ['is a list', '[]', /bad\.json is not an indicator vector file/],
  ['is of another schema', JSON.stringify({ ...head, schema: 'other/2', vectors: [] }), /schema: .*online-rate-vectors\/1/],
  ['counts days elsewhere', JSON.stringify({ ...head, timezone: 'UTC', vectors: [] }), /timezone: .*Asia\/Shanghai/],
  ['has no vectors', JSON.stringify(head), /vectors: /],
  ['has a vector without input', file({ ...vector(), input: undefined }), /vector "X1": input: /],
  ['has a vector without an id', file(vector(), { kind: 'instant' }), /vectors\[1\]: id: /],
  ['has a vector that is nothing', file(null), /vectors\[0\]: /],
])('refuses a file that %s, and says where', (_why, text, message) => {
  expect(() => readVectorFile(text, 'bad.json')).toThrow(expect.objectContaining({ kind: 'invalid', code: 'health.vector-file', message: expect.stringMatching(message) }));
});

it.each([
  ['an unknown kind', { kind: 'weather' }, /kind: must be one of instant, .*found "weather"/],
  ['a kind that every object has', { kind: 'toString' }, /kind: must be one of/],
  ['a negative count', { input: { counts: { ...counts, online: -1 } } }, /input\.counts\.online: /],
  ['half a camera', { input: { counts: { ...counts, online: 0.5 } } }, /input\.counts\.online: /],
  ['a count as text', { input: { counts: { ...counts, offline: '1' } } }, /input\.counts\.offline: .*expected number/],
  ['a missing count', { input: { counts: { online: 1, offline: 1 } } }, /input\.counts\.unknown: /],
  ['neither counts nor classes', { input: {} }, /input: must hold either "counts" or "classes"/],
  ['a missing threshold', { policy: { minCoverage: policy.minCoverage } }, /policy\.threshold: /],
  ['a threshold of n/0', { policy: { ...policy, threshold: { num: 1, den: 0 } } }, /policy\.threshold\.den: /],
  ['a time without offset', { kind: 'window', input: { window, cameras: [{ id: 'c', observations: [{ from: window.from, to: '2026-03-02T01:00:00', state: 'up' }] }] } }, /input\.cameras\[0\]\.observations\[0\]\.to: must be an ISO 8601 time with offset/],
  ['a time as a number', { kind: 'window', input: { window: { from: 1, to: 2 }, cameras: [] } }, /input\.window\.from: must be a time/],
  ['a state nobody knows', { kind: 'window', input: { window, cameras: [{ id: 'c', observations: [{ ...window, state: 'UP' }] }] } }, /observations\[0\]\.state: /],
  ['a camera that stands twice', { kind: 'window', input: { window, cameras: [{ id: 'c', observations: [] }, { id: 'c', observations: [] }] } }, /input\.cameras\[1\]\.id: camera "c" stands in the list twice/],
  ['samples out of order', { kind: 'samples', policy: { intervalS: 60, failThreshold: 3, recoverThreshold: 2, maxGapS: 150 }, input: { window, samples: [{ t: window.to, r: 'ok' }, { t: window.from, r: 'ok' }] } }, /input\.samples\[1\]\.t: is earlier/],
  ['a threshold of no failures', { kind: 'samples', policy: { intervalS: 60, failThreshold: 0, recoverThreshold: 2, maxGapS: 150 }, input: { window, samples: [] } }, /policy\.failThreshold: /],
  ['a camera both ok and failed', { kind: 'rounds', input: { cameras: ['a'], rounds: [{ id: 'r', at: window.from, ok: ['a'], fail: ['b', 'a'] }] } }, /input\.rounds\[0\]\.fail\[1\]: camera "a" is both/],
  ['a class without a limit', { kind: 'sla', policy: { slaS: { 1: 60 } }, input: { asOf: window.to, tickets: [{ id: 't', class: 'constructor', openedAt: window.from }] } }, /policy\.slaS: has no limit for class "constructor" of ticket "t"/],
  ['a declaration in small letters', { kind: 'compare', input: { pairs: [{ id: 'a', declared: 'on', measured: 'ok' }] } }, /input\.pairs\[0\]\.declared: /],
])('refuses a vector with %s, and names the vector and the place', (_what, over, message) => {
  const { expected: _expected, ...bad } = vector(over);
  expect(() => evaluate(bad)).toThrow(expect.objectContaining({ kind: 'invalid', code: 'health.vector', message: expect.stringMatching(/^vector "X1" cannot be read: /) }));
  expect(() => evaluate(bad)).toThrow(message);
});

it('answers any nonsense with figures or with its one error, never with a crash', () => {
  const nonsense = fc.record({ id: fc.string(), kind: fc.constantFrom(...vectorKinds), policy: fc.jsonValue(), input: fc.oneof(fc.jsonValue(), fc.record({ cameras: fc.jsonValue(), rounds: fc.jsonValue(), records: fc.jsonValue(), tickets: fc.jsonValue(), window: fc.jsonValue(), orgs: fc.jsonValue(), pairs: fc.jsonValue() })) });
  fc.assert(fc.property(nonsense, (one) => {
    try { evaluate(one); } catch (thrown) { expect(thrown).toMatchObject({ kind: 'invalid', code: 'health.vector' }); }
  }), { numRuns: 1000 });
});

it('lists the first problems of a vector that has thousands', () => {
  const cameras = Array.from({ length: 5000 }, () => ({ id: 1 }));
  expect(() => evaluate({ id: 'X', kind: 'window', policy: {}, input: { window, cameras } })).toThrow(/and 9990 more$/);
});

it('reads a file that begins with a byte order mark', () => {
  expect(readVectorFile(`\uFEFF${file(vector())}`, 'f')).toHaveLength(1);
});

it('reads and prints whole numbers that a double would lose, and leaves digits in texts alone', () => {
  const den = 123_456_789_012_345_678_901_234_567n;
  const [read] = readVectorFile(file(vector({ title: 'a "15027100001320000011" b\\', expected: { mean: { num: 0, den: 1 } } })).replace('"den":1}', `"den": ${den}}`), 'f');
  expect(differences(read!.expected, { mean: { num: 0n, den } })).toEqual([]);
  expect(printExact({ den, text: '150' })).toBe(`{"den":${den},"text":"150"}`);
});

it('keeps the names of cameras that would disturb an object', () => {
  const cameras = ['__proto__', 'toString'].map((id) => ({ id, observations: [] }));
  expect(printExact(evaluate({ id: 'X', kind: 'window', policy: {}, input: { window, cameras } }))).toContain('"__proto__":{"gross"');
});

describe('a difference', () => {
  const rate = (num: number, den: number, pct2?: string | null) => ({ num, den, ...(pct2 === undefined ? {} : { pct2 }) });
  it.each([
    ['not a fraction in other terms', rate(1, 2, '50.00'), rate(3, 6, '50.00'), 0],
    ['another print of the same fraction', rate(1, 2, '50.00'), rate(1, 2, '50.0'), 1],
    ['another fraction with the same print', rate(39_999, 40_000, '99.99'), rate(9999, 10_000, '99.99'), 1],
    ['nothing against something', rate(0, 0, null), rate(0, 5, '0.00'), 1],
    ['not nothing against nothing', rate(0, 0, null), rate(0, 0, null), 0],
    ['a rate that is missing', { rate: rate(1, 2) }, {}, 1],
    ['not a field that nobody expects', { a: 1 }, { a: 1, b: 2 }, 0],
    ['a list that is longer', [1, 2], [1, 2, 3], 1],
    ['another order', ['a', 'b'], ['b', 'a'], 2],
    ['not the same instant written elsewhere', '2026-03-02T00:00:00+08:00', '2026-03-01T16:00:00Z', 0],
    ['null against false', { pass: null }, { pass: false }, 1],
    ['a figure instead of a list', [], 0, 1],
    ['a figure instead of an object', { a: 1 }, null, 1],
  ])('is %s', (_what, expected, actual, count) => {
    expect(differences(expected, actual)).toHaveLength(count);
  });

  it('says where it is', () => {
    expect(differences({ order: [{ rank: 1 }] }, { order: [{ rank: 2 }] })).toEqual([{ path: 'order[0].rank', expected: 1, actual: 2 }]);
  });
});
