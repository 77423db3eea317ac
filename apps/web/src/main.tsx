import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { LiveChannel, setChannel } from './api/live.js';
import { keys, openQueryClient, whenSignedOut } from './api/queries.js';
import { openI18n } from './i18n/index.js';
import { openRouter } from './router.js';
import { Themed } from './shell/themed.js';
import { applyLook } from './theme/theme.js';
import './ui/ui.css';

applyLook();
const queries = openQueryClient();
const channel = new LiveChannel(queries);
setChannel(channel);
const router = openRouter(queries);
whenSignedOut(() => {
  channel.stop();
  queries.removeQueries({ queryKey: keys.session });
  if (router.state.location.pathname !== '/login' && router.state.location.pathname !== '/setup') {
    void router.navigate({ to: '/login', search: { to: router.state.location.href } });
  }
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

const place = document.getElementById('root');
if (!place) throw new Error('index.html has no #root');
await openI18n();
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Themed>
        <RouterProvider router={router} />
      </Themed>
    </QueryClientProvider>
  </StrictMode>,
);
