import { systemClock, type Clock } from '../clock.js';
import { asFault } from '../fault.js';
import type { Log } from '../log.js';
import { openEmbeddedPostgres, type EmbeddedPostgres } from './embedded.js';

export interface KeptPostgres extends Pick<EmbeddedPostgres, 'url' | 'stop'> {
  /** Of the server that runs now. */
  readonly pid: number;
}

const waitsMs = [200, 1_000, 2_000, 5_000, 10_000];

/**
 * The embedded server, started again on the same port whenever it ends by itself: killed, out of memory, or out of disk. Its clients keep
 * their address and reconnect. It never gives up: a full disk is freed by a person, and then the server must come back without one.
 * `say` hears what happened, in words. Throws what the first start throws.
 */
export async function keepEmbeddedPostgres(dataDir: string, log: Log, say: (text: string) => void, clock: Clock = systemClock): Promise<KeptPostgres> {
  let server = await openEmbeddedPostgres(dataDir, log, clock);
  const stopping = new AbortController();
  const restart = async (): Promise<void> => {
    for (let tries = 0; !stopping.signal.aborted; tries++) {
      await clock.sleep(waitsMs[Math.min(tries, waitsMs.length - 1)] ?? 10_000, stopping.signal).catch(() => undefined);
      if (stopping.signal.aborted) return;
      try {
        server = await openEmbeddedPostgres(dataDir, log, clock, server.port);
        return say('PostgreSQL runs again; nothing acknowledged is lost');
      } catch (thrown) {
        say(`PostgreSQL does not start yet, trying again: ${asFault(thrown).message}`);
      }
    }
  };
  const watch = (async () => {
    while (!stopping.signal.aborted) {
      const { expected } = await server.ended;
      if (expected) return;
      say('PostgreSQL ended by itself; starting it again');
      await restart();
    }
  })();
  return {
    url: server.url,
    get pid() { return server.pid; },
    async stop() {
      stopping.abort();
      await server.stop();
      await watch;
      await server.stop(); // one that was being started meanwhile
    },
  };
}
