import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { clockAheadMs, useGuard, useLink } from '../api/live.js';
import type { Overview } from '../api/types.js';
import { Icon } from '../ui/icons.js';
import { dayTime, stretch, useNow } from '../ui/time.js';

/** What makes every number on the page doubtful stands above the page: our channel is lost, or our own prober is blind. */
export function Banners({ overview }: { overview: Overview | undefined }): ReactElement {
  return <><LostLink /><BlindGuard overview={overview} /></>;
}

function LostLink(): ReactElement | null {
  const { t } = useTranslation();
  const link = useLink();
  const now = useNow(1000) - clockAheadMs();
  if (link.status !== 'lost') return null;
  const age = link.heardAt === null ? t('shell.link.never') : stretch(now - link.heardAt);
  return <div className="banner" role="status"><Icon name="warning" />{t('shell.link.lostBanner', { age, attempt: link.attempt })}</div>;
}

function BlindGuard({ overview }: { overview: Overview | undefined }): ReactElement | null {
  const { t } = useTranslation();
  const live = useGuard();
  const blind = live.blind || overview?.guard.blind === true;
  if (!blind) return null;
  const from = live.since ?? overview?.guard.since ?? null;
  return <div className="banner" role="alert"><Icon name="warning" />{from === null ? t('shell.guard.noSince') : t('shell.guard.banner', { since: dayTime(from) })}</div>;
}
