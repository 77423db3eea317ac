import { createPostgresBackend, createRedisBackend, runMigrations, withBackend, type ConnectionOptions, type Processor, type Queue, type Worker } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { Fault } from '../fault.js';
import type { Log } from '../log.js';
import { counter } from '../metrics.js';

export interface JobContext { readonly attempt: number; readonly jobId: string }
export type JobHandler<T> = (data: T, context: JobContext) => Promise<void>;

/** Work that may outlive the request that asked for it. At-least-once: a handler must be safe to run again. */
export interface Jobs {
  readonly mode: 'postgres' | 'redis';
  /** `jobId`: the same id is queued once while it waits or runs. */
  add<T>(queue: string, name: string, data: T, options?: { jobId?: string; attempts?: number; delayMs?: number }): Promise<void>;
  /** One handler per job name. Concurrency is per process. */
  work(queue: string, handlers: Readonly<Record<string, JobHandler<never>>>, concurrency?: number): Promise<void>;
  /** Fires once per slot in the whole cluster. A missed slot is not made up: ask what is due since the last run. */
  every(queue: string, name: string, everyMs: number): Promise<void>;
  close(): Promise<void>;
}

export interface JobsOptions { readonly databaseUrl: string; readonly redisUrl: string; readonly log: Log; readonly poolSize?: number }

const jobsTotal = counter('fengsui_kernel_jobs_total', 'Jobs ended, by queue and outcome', ['queue', 'outcome']);

/**
 * BullMQ behind a thin port: on PostgreSQL by default, on Redis when `redisUrl` is set. One pool for all queues of the process:
 * each Queue and Worker would otherwise open its own pool and listener (measured: 10 queues took 30-44 of 100 connections).
 */
export async function openJobs({ databaseUrl, redisUrl, log, poolSize = 8 }: JobsOptions): Promise<Jobs> {
  const backend = redisUrl ? await openRedis(redisUrl) : await openPool(databaseUrl, poolSize, log);
  const classes = withBackend((redisUrl ? createRedisBackend : createPostgresBackend) as typeof createRedisBackend);
  const queues = new Map<string, Queue>();
  const workers: Worker[] = [];
  const queueOf = (name: string): Queue => {
    let queue = queues.get(name);
    if (!queue) {
      queue = new classes.Queue(name, {
        connection: backend.connection,
        defaultJobOptions: { removeOnComplete: { age: 3600, count: 1000 }, removeOnFail: { age: 7 * 86400, count: 1000 }, attempts: 3, backoff: { type: 'exponential', delay: 1000 } },
      });
      queue.on('error', (cause) => log.warn({ err: cause.message, queue: name }, 'job queue'));
      queues.set(name, queue);
    }
    return queue;
  };
  return {
    mode: redisUrl ? 'redis' : 'postgres',
    async add(queue, name, data, options = {}) {
      await queueOf(queue).add(name, data, {
        ...(options.jobId ? { jobId: options.jobId } : {}),
        ...(options.attempts ? { attempts: options.attempts } : {}),
        ...(options.delayMs ? { delay: options.delayMs } : {}),
      });
    },
    async work(queue, handlers, concurrency = 2) {
      const process: Processor = async (job) => {
        const handler = handlers[job.name] as JobHandler<unknown> | undefined;
        if (!handler) throw new Fault('unsupported', { code: 'kernel.no-job-handler', message: `nobody handles the job ${queue}/${job.name}: is an older process still running?` });
        await handler(job.data, { attempt: job.attemptsMade + 1, jobId: job.id ?? '' });
      };
      // drainDelay: an idle worker asks once a minute, NOTIFY wakes it in 20 ms. runRetryDelay: back 0.4 s after the server returns, not 12 s.
      const worker: Worker = new classes.Worker(queue, process, { connection: backend.connection, concurrency, drainDelay: 60, runRetryDelay: 1000, autorun: true });
      worker.on('error', (cause) => log.warn({ err: cause.message, queue }, 'job worker'));
      worker.on('completed', () => jobsTotal.inc({ queue, outcome: 'completed' }));
      worker.on('failed', (job, cause) => {
        jobsTotal.inc({ queue, outcome: 'failed' });
        log.error({ err: cause.message, queue, job: job?.name, attempt: job?.attemptsMade }, 'a job failed');
      });
      workers.push(worker);
      await worker.waitUntilReady();
    },
    async every(queue, name, everyMs) {
      await queueOf(queue).upsertJobScheduler(`${name}-every`, { every: everyMs }, { name, data: {} });
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.close()));
      await Promise.all([...queues.values()].map((queue) => queue.close()));
      await backend.close();
    },
  };
}

interface Backend { readonly connection: ConnectionOptions; close(): Promise<void> }

async function openPool(url: string, max: number, log: Log): Promise<Backend> {
  const pool = new pg.Pool({ connectionString: url, max, keepAlive: true, application_name: 'fengsui jobs', options: '-c search_path=bullmq' });
  pool.setMaxListeners(0);
  pool.on('error', (cause) => log.warn({ err: cause.message }, 'job pool lost a connection'));
  const client = await pool.connect();
  try { await runMigrations(client as never); } finally { client.release(); }
  return { connection: pool as unknown as ConnectionOptions, close: () => pool.end() };
}

async function openRedis(url: string): Promise<Backend> {
  let started = false; // before the first answer a retry would only hide a wrong address
  const client = new Redis(url, { maxRetriesPerRequest: null, lazyConnect: true, connectTimeout: 5_000, retryStrategy: (times) => (started ? Math.min(times * 200, 2_000) : null) });
  client.on('error', () => undefined); // the queues' own error listeners speak
  try {
    await client.connect();
    started = true;
  } catch (cause) {
    client.disconnect();
    throw new Fault('unreachable', { code: 'kernel.redis-unreachable', message: `cannot reach Redis (REDIS_URL): ${(cause as Error).message}. Check the address, or unset REDIS_URL to run jobs on PostgreSQL`, cause });
  }
  return { connection: client as unknown as ConnectionOptions, close: async () => { await client.quit().catch(() => client.disconnect()); } };
}
