import { openJobs, openLog, type Jobs } from '#kernel';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { openRedisServer, type RedisServer } from '../support/redis.js';

const log = openLog('test', 'fatal');
let db: TestDatabase;
let redis: RedisServer;
beforeAll(async () => { db = await openTestDatabase([]); redis = await openRedisServer(); });
afterAll(async () => { await db.close(); await redis.close(); });

async function until(done: () => boolean, ms = 15_000): Promise<void> {
  for (const end = Date.now() + ms; Date.now() < end && !done();) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe.each(['postgres', 'redis'] as const)('jobs on %s', (mode) => {
  let jobs: Jobs;
  beforeAll(async () => { jobs = await openJobs({ databaseUrl: db.url, redisUrl: mode === 'redis' ? redis.url : '', log }); });
  afterAll(() => jobs.close());

  it('says which server it runs on', () => expect(jobs.mode).toBe(mode));

  it('does every job, again when the first try failed, and one job per id', async () => {
    const done: string[] = [];
    const tries = new Map<string, number>();
    await jobs.work('trial', {
      greet: (async ({ name }: { name: string }) => {
        tries.set(name, (tries.get(name) ?? 0) + 1);
        if (name === 'shaky' && tries.get(name) === 1) throw new Error('once');
        done.push(name);
      }) as never,
    });
    await jobs.add('trial', 'greet', { name: 'steady' });
    await jobs.add('trial', 'greet', { name: 'shaky' });
    await jobs.add('trial', 'greet', { name: 'single' }, { jobId: 'only-one', delayMs: 300 });
    await jobs.add('trial', 'greet', { name: 'single' }, { jobId: 'only-one', delayMs: 300 });
    await until(() => done.length >= 3);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect([...done].sort()).toEqual(['shaky', 'single', 'steady']);
    expect(tries.get('shaky')).toBe(2);
  });
});

it('names the setting when Redis is not there', async () => {
  await expect(openJobs({ databaseUrl: db.url, redisUrl: 'redis://127.0.0.1:1', log })).rejects.toMatchObject({ code: 'kernel.redis-unreachable' });
});
