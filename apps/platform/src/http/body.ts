import { json, type RequestHandler } from 'express';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** No body of ours nests deeper than six; what follows the parser goes down into it once per level. */
const maxDepth = 32;
const [quote, backslash] = [0x22, 0x5c];

/** True for JSON that nests deeper than `limit`. Counts brackets outside texts, in one pass over the bytes and before anything is parsed. */
export function nestsDeeper(body: Buffer, limit: number): boolean {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < body.length; at++) {
    const byte = body[at];
    if (inText) { if (byte === backslash) at++; else if (byte === quote) inText = false; }
    else if (byte === quote) inText = true;
    else if (byte === 0x7b || byte === 0x5b) { if (++depth > limit) return true; }
    else if (byte === 0x7d || byte === 0x5d) depth--;
  }
  return false;
}

/** Of an error on its way through the body parser and Nest nothing arrives but its message. */
export const tooDeep = 'the body nests deeper than 32 levels, which no call of this API does';

/** For the body parser: throws what the fault filter turns into `platform.body-too-deep`. */
export function refuseDeep(_request: IncomingMessage, _response: ServerResponse, body: Buffer): void {
  if (nestsDeeper(body, maxDepth)) throw new Error(tooDeep);
}

/** One call takes a megabyte of JSON; an organisation of 20,000 sites is the only thing that is larger. */
export const callBody = { limit: '1mb', verify: refuseDeep } as const;
export const organisationBody = (): RequestHandler => json({ limit: '32mb', verify: refuseDeep });
