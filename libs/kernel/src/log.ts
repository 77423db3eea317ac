import { pino, type Logger, type LoggerOptions } from 'pino';

export type Log = Logger;

/** Names under which secrets travel; their values never reach a log line (C35). */
const secretNames = ['password', 'passphrase', 'secret', 'token', 'authorization', 'cookie', 'credential', 'ticket'];

/** One JSON line per event on standard output, UTC with offset, secrets removed. */
export function openLog(name: string, level = 'info', stream?: NodeJS.WritableStream): Log {
  const options: LoggerOptions = {
    name,
    level,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ level: label }) },
    // An address with a password in it may hide in any text, an error's message above all.
    hooks: { streamWrite: (text) => text.replace(/(:\/\/[^:@/\s"]*:)[^@\s"]+@/g, '$1[redacted]@') },
    redact: { paths: secretNames.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[redacted]' },
  };
  return stream ? pino(options, stream as unknown as NodeJS.WritableStream) : pino(options);
}
