import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import express from 'express';
import helmet from 'helmet';

/** Headers for everything, and the built console: hashed files for a year, the page itself never cached. */
export function serveWeb(app: NestExpressApplication, dir: string): void {
  app.disable('x-powered-by');
  app.use(helmet({
    contentSecurityPolicy: { directives: { defaultSrc: ["'self'"], scriptSrc: ["'self'"], styleSrc: ["'self'", "'unsafe-inline'"], imgSrc: ["'self'", 'data:', 'blob:'], mediaSrc: ["'self'", 'blob:'], workerSrc: ["'self'", 'blob:'], connectSrc: ["'self'", 'ws:', 'wss:'], objectSrc: ["'none'"], frameAncestors: ["'none'"], upgradeInsecureRequests: null } },
    hsts: false, // TLS ends in front of us, with the site's own CA
    crossOriginEmbedderPolicy: false,
  }));
  app.use('/assets', express.static(join(dir, 'assets'), { immutable: true, maxAge: '365d', fallthrough: false }));
  app.use(express.static(dir, { index: false, maxAge: '1h' }));
  app.use((request: Request, response: Response, next: NextFunction) => {
    const page = request.method === 'GET' && !/^\/(api|healthz|readyz|metrics)(\/|$|\?)/.test(request.url) && (request.headers.accept ?? '').includes('text/html');
    if (!page) return next();
    const file = join(dir, 'index.html');
    if (!existsSync(file)) return void response.status(503).type('text').send('The console is not built yet: npm run build\n');
    response.set('Cache-Control', 'no-store').sendFile(file);
  });
}
