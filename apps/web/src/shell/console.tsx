import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Outlet, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState, type ReactElement } from 'react';
import { liveChannel } from '../api/live.js';
import { overviewQuery, sessionQuery } from '../api/queries.js';
import { useKeys } from '../ui/keys.js';
import { Banners } from './banners.js';
import { navFor } from './nav.js';
import { Rail } from './rail.js';
import './shell.css';
import { TopBar } from './top-bar.js';

const KeyHelp = lazy(() => import('../ui/key-help.js').then((m) => ({ default: m.KeyHelp })));

/** Frame of every signed-in page: rail, top bar, banners. Holds the status channel open as long as it lives. */
export function Console(): ReactElement {
  const { data: session } = useSuspenseQuery(sessionQuery);
  const { data: overview } = useQuery({ ...overviewQuery, enabled: session.may.overview !== false });
  const [help, setHelp] = useState(false);
  const navigate = useNavigate();
  useKeys({
    '?': () => setHelp(true),
    ...Object.fromEntries(navFor(session).flatMap((entry) => (entry.jump === undefined ? [] : [[entry.jump, () => void navigate({ to: entry.to })]]))),
  });
  useEffect(() => {
    const channel = liveChannel();
    channel.heardTime(session.serverTime);
    channel.start();
    return () => channel.stop();
  }, [session.person.id, session.serverTime]);
  return (
    <div className="console">
      <TopBar session={session} overview={overview} onKeys={() => setHelp(true)} />
      <Rail session={session} outages={overview?.outages.roots ?? null} />
      <main className="stage" id="main">
        <Banners overview={overview} />
        <div className="stage-page"><Outlet /></div>
      </main>
      {help && <Suspense fallback={null}><KeyHelp open={help} onClose={() => setHelp(false)} /></Suspense>}
    </div>
  );
}
