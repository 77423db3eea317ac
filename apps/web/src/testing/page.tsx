/**
 * For specs only: draws a page inside router, query client and i18n, with `fetch` answered from a table.
 * Answers are keyed by "METHOD /api/path" (query left out) or by the longest path prefix ending in '*'.
 */
import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRootRoute, createRoute, createRouter, Outlet, RouterProvider } from '@tanstack/react-router';
import { configure, render, type RenderResult } from '@testing-library/react';
import i18next from 'i18next';
import type { ReactElement } from 'react';
import { openQueryClient } from '../api/queries.js';
import { openI18n, type Language } from '../i18n/index.js';
import { parseSearch, stringifySearch } from '../search.js';

// Pages and their libraries are fetched when first drawn; on a busy machine that takes seconds.
configure({ asyncUtilTimeout: 15_000 });

export interface Asked { readonly method: string; readonly url: URL; readonly body: unknown }
export type Answer = unknown | ((asked: Asked) => unknown);
/** An answer that is not 200. */
export class Refusal { constructor(readonly status: number, readonly body: unknown) {} }

export function answerFetch(table: Readonly<Record<string, Answer>>): Asked[] {
  const asked: Asked[] = [];
  const respond = async (input: unknown, init?: { method?: string; body?: unknown }): Promise<unknown> => {
    const one: Asked = { method: init?.method ?? 'GET', url: new URL(String(input), 'http://console'), body: typeof init?.body === 'string' ? JSON.parse(init.body) : init?.body };
    asked.push(one);
    const answer = find(table, `${one.method} ${one.url.pathname}`);
    const value: unknown = typeof answer === 'function' ? answer(one) : answer;
    if (value === undefined) return reply(404, { code: 'test.missing', kind: 'missing', message: `${one.method} ${one.url.pathname} has no answer`, zh: '没有', trace: 'T-404' });
    return value instanceof Refusal ? reply(value.status, value.body) : reply(200, value);
  };
  Object.defineProperty(globalThis, 'fetch', { configurable: true, writable: true, value: respond });
  return asked;
}

const reply = (status: number, body: unknown) => ({ ok: status < 400, status, text: () => Promise.resolve(JSON.stringify(body)) });

function find(table: Readonly<Record<string, Answer>>, key: string): Answer {
  if (key in table) return table[key];
  const star = Object.keys(table).filter((k) => k.endsWith('*') && key.startsWith(k.slice(0, -1))).sort((a, b) => b.length - a.length)[0];
  return star === undefined ? undefined : table[star];
}

/** jsdom has no layout; virtual lists and charts ask for one. */
export function pretendLayout(height = 600, width = 800): void {
  class Observer {
    constructor(private readonly tell: (entries: { contentRect: { width: number; height: number }; target: Element }[]) => void) {}
    observe(target: Element): void {
      this.tell([{ contentRect: { width, height }, target }]);
    }
    unobserve(): void { /* nothing is watched */ }
    disconnect(): void { /* nothing is watched */ }
  }
  Object.defineProperty(globalThis, 'ResizeObserver', { configurable: true, value: Observer });
  Object.defineProperty(HTMLElement.prototype, 'getBoundingClientRect', { configurable: true, value: () => ({ width, height, top: 0, left: 0, right: width, bottom: height, x: 0, y: 0 }) });
  for (const side of ['offset', 'client']) {
    Object.defineProperty(HTMLElement.prototype, `${side}Height`, { configurable: true, get: () => height });
    Object.defineProperty(HTMLElement.prototype, `${side}Width`, { configurable: true, get: () => width });
  }
  const style = window.getComputedStyle.bind(window);
  Object.defineProperty(window, 'getComputedStyle', { configurable: true, value: (element: Element) => style(element) }); // jsdom knows no pseudo elements
  Object.defineProperty(window, 'scrollTo', { configurable: true, value: () => undefined });
  Object.defineProperty(window, 'matchMedia', { configurable: true, value: () => ({ matches: false, addListener: () => undefined, removeListener: () => undefined, addEventListener: () => undefined, removeEventListener: () => undefined }) });
}

export interface Drawn extends RenderResult { readonly address: () => string }

/** `routes` maps a path ('/outages/$id') to the page drawn there; `at` is where the person is. */
export async function drawPage(routes: Readonly<Record<string, () => ReactElement | null>>, at: string, language: Language = 'zh-CN'): Promise<Drawn> {
  if (!i18next.isInitialized || i18next.language !== language) await openI18n(language);
  const root = createRootRoute({ component: Outlet, validateSearch: (search: Record<string, unknown>): Record<string, unknown> => search });
  const children = Object.entries(routes).map(([path, component]) => createRoute({ getParentRoute: () => root, path, component }));
  const history = createMemoryHistory({ initialEntries: [at] });
  const router = createRouter({ routeTree: root.addChildren(children), history, parseSearch, stringifySearch, defaultPendingMinMs: 0 });
  await router.load();
  const queries = openQueryClient();
  queries.setDefaultOptions({ queries: { ...queries.getDefaultOptions().queries, retry: false, gcTime: Infinity } });
  const drawn = render(<QueryClientProvider client={queries}><RouterProvider router={router} /></QueryClientProvider>);
  return { ...drawn, address: () => history.location.href };
}
