import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, Outlet, redirect, type AnyRoute } from '@tanstack/react-router';
import type { QueryClient } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import { ApiFault } from './api/client.js';
import { sessionQuery } from './api/queries.js';
import { Console } from './shell/console.js';
import { Crash } from './shell/crash.js';
import { homeOf } from './shell/nav.js';
import { parseSearch, stringifySearch } from './search.js';

/** Every page is its own chunk. A page is `pages/<name>/index.tsx` with a default export. */
const root = createRootRouteWithContext<{ queries: QueryClient }>()({
  component: Outlet,
  validateSearch: (search: Record<string, unknown>): Record<string, unknown> => search,
});

const login = createRoute({ getParentRoute: () => root, path: '/login', component: lazyRouteComponent(() => import('./pages/login/index.js')) });
const setup = createRoute({ getParentRoute: () => root, path: '/setup', component: lazyRouteComponent(() => import('./pages/setup/index.js')) });

/** Everything below needs a session; the server decides, this only spares the person a page of errors. */
const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'console',
  component: Console,
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queries.ensureQueryData(sessionQuery);
    } catch (error) {
      if (error instanceof ApiFault && error.signedOut) {
        const to = location.href === '/' ? undefined : location.href;
        throw redirect({ to: '/login', search: to === undefined ? {} : { to } });
      }
      throw error;
    }
  },
});

const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  beforeLoad: async ({ context }) => {
    throw redirect({ to: homeOf(await context.queries.ensureQueryData(sessionQuery)), replace: true });
  },
});

const page = <P extends string>(path: P, load: () => Promise<{ default: ComponentType }>) =>
  createRoute({ getParentRoute: () => signedIn, path, component: lazyRouteComponent(load) });

const pages: AnyRoute[] = [
  page('/overview', () => import('./pages/overview/index.js')),
  page('/outages', () => import('./pages/outages/index.js')),
  page('/outages/$id', () => import('./pages/outages/index.js')),
  page('/cameras', () => import('./pages/cameras/index.js')),
  page('/cameras/$id', () => import('./pages/camera-file/index.js')),
  page('/discovery', () => import('./pages/discovery/index.js')),
  page('/import', () => import('./pages/imports/index.js')),
  page('/import/$id', () => import('./pages/imports/index.js')),
  page('/settings', () => import('./pages/settings/index.js')),
  page('/settings/$', () => import('./pages/settings/index.js')),
  page('/sim', () => import('./pages/sim/index.js')),
  page('/audit', () => import('./pages/audit/index.js')),
];

export function openRouter(queries: QueryClient) {
  return createRouter({
    routeTree: root.addChildren([login, setup, signedIn.addChildren([home, ...pages])]),
    context: { queries },
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    defaultPreloadDelay: 80,
    defaultPendingMs: 300,
    scrollRestoration: false,
    defaultErrorComponent: Crash,
    defaultNotFoundComponent: lazyRouteComponent(() => import('./pages/not-found/index.js')),
  });
}
