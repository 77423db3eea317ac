import { mkdirSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];

/** Debian's Chromium, headless, with an empty profile. */
export const openBrowser = (): Promise<Browser> => chromium.launch({ executablePath: '/usr/bin/chromium', headless: true, args: flags });

export interface Watched { readonly page: Page; readonly context: BrowserContext; readonly outside: string[]; readonly errors: string[] }

/** A page as an operator sees it, 1920x1080 in Chinese, that notes every request to another origin and every console error. */
export async function openPage(browser: Browser, origin: string, options: { locale?: string; colorScheme?: 'dark' | 'light' } = {}): Promise<Watched> {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: options.locale ?? 'zh-CN', timezoneId: 'Asia/Shanghai', colorScheme: options.colorScheme ?? 'dark' });
  const page = await context.newPage();
  const outside: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => { if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(origin) && !request.url().startsWith(origin.replace('http', 'ws'))) outside.push(request.url()); });
  page.on('console', (message) => { if (message.type() === 'error' && !/401 \(Unauthorized\)/.test(message.text())) errors.push(message.text()); });
  page.on('pageerror', (error) => errors.push(String(error)));
  return { page, context, outside, errors };
}

/** Screenshots are kept as artefacts: `.artefacts/<name>.png`. */
export async function shot(page: Page, name: string): Promise<void> {
  mkdirSync('.artefacts', { recursive: true });
  await page.screenshot({ path: `.artefacts/${name}.png` });
}
