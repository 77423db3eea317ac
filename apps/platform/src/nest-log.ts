import type { LoggerService } from '@nestjs/common';
import type { Log } from '#kernel';

/** Nest's own words, as lines of our log: start-up chatter only at debug. */
export class NestLog implements LoggerService {
  constructor(private readonly to: Log) {}
  log(message: unknown): void { this.to.debug(String(message)); }
  debug(message: unknown): void { this.to.debug(String(message)); }
  verbose(message: unknown): void { this.to.trace(String(message)); }
  warn(message: unknown): void { this.to.warn(String(message)); }
  error(message: unknown): void { this.to.error(String(message)); }
  fatal(message: unknown): void { this.to.fatal(String(message)); }
}
