import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { clockAheadMs, useLink } from '../api/live.js';
import type { Overview, Session } from '../api/types.js';
import { Icon } from '../ui/icons.js';
import { count } from '../ui/rate.js';
import { StateMark } from '../ui/state-mark.js';
import { clockTime, day, useNow } from '../ui/time.js';
import { SearchBox } from './search-box.js';
import { Tower } from './tower.js';
import { UserMenu } from './user-menu.js';

/** A browser clock this far off makes "3 minutes ago" a lie; the page then says so (web.md §5). */
const clockTolerance = 5_000;

export function TopBar({ session, overview, onKeys }: { session: Session; overview: Overview | undefined; onKeys: () => void }): ReactElement {
  const { t } = useTranslation();
  return (
    <header className="top">
      <Link to="/" className="brand"><Tower size={22} /><b>{t('shell.product')}</b></Link>
      <span className="brand-note">{t('shell.subtitle')}</span>
      <SearchBox />
      <span className="top-gap" />
      {overview && <Counter state="offline" n={overview.counts.offline} />}
      {overview && <Counter state="degraded" n={overview.counts.degraded} />}
      <span className="top-item"><span className="muted">{t('shell.scope.label')}</span> {session.person.scope?.name ?? t('shell.scope.whole')}{overview ? ` · ${t('shell.scope.sites', { n: overview.population.sites })}` : ''}</span>
      <LinkState />
      <ServerClock />
      <UserMenu session={session} onKeys={onKeys} />
    </header>
  );
}

function Counter({ state, n }: { state: 'offline' | 'degraded'; n: number }): ReactElement {
  const { t } = useTranslation();
  return (
    <Link to="/cameras" search={{ state }} className={`counter counter-${state}`} aria-label={`${t(`state.${state}`)} ${n}`}>
      <StateMark state={state} size={13} />
      <span className="muted">{t(`state.${state}`)}</span>
      <b>{count(n)}</b>
    </Link>
  );
}

function LinkState(): ReactElement {
  const { t } = useTranslation();
  const link = useLink();
  const now = useNow(1000) - clockAheadMs();
  const age = link.heardAt === null ? null : Math.max(0, (now - link.heardAt) / 1000);
  return (
    <span className="top-item" role="status" aria-live="off" title={t(`shell.link.${link.status}`)}>
      {link.status === 'live' ? <StateMark state="online" size={10} /> : link.status === 'lost' ? <StateMark state="degraded" size={11} /> : <StateMark state="unknown" size={11} />}
      <span className="muted">{t('shell.link.label')}</span>
      {link.status === 'live' && age !== null ? `${age.toFixed(1)} s` : t(`shell.link.${link.status}`)}
    </span>
  );
}

function ServerClock(): ReactElement {
  const { t } = useTranslation();
  const now = useNow(1000);
  const off = clockAheadMs();
  const wrong = Math.abs(off) > clockTolerance;
  return (
    <span className="top-item top-clock" title={wrong ? t('shell.clock.off', { s: Math.round(Math.abs(off) / 1000) }) : undefined}>
      {wrong && <span className="state-degraded"><Icon name="warning" size={13} title={t('shell.clock.off', { s: Math.round(Math.abs(off) / 1000) })} /></span>}
      <span className="muted">{day(now)}</span> <b>{clockTime(now)}</b>
    </span>
  );
}
