import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { clockAheadMs, serverNow, useLink, type Session } from '../../api/index.js';
import { fullTime, useNow } from '../../ui/index.js';

export function About({ session }: { session: Session }): ReactElement {
  const { t } = useTranslation();
  const link = useLink();
  useNow(1000);
  const ahead = clockAheadMs() / 1000;
  const database = session.mode.database;
  const queue = session.mode.queue;
  const lines: [string, ReactNode][] = [
    [t('settings.about.version'), session.version],
    [t('settings.about.database'), database === 'embedded' ? t('settings.about.embedded') : database === 'external' || database === 'url' ? t('settings.about.external') : database],
    [t('settings.about.queue'), queue === 'redis' ? 'Redis' : /postgres/.test(queue) ? 'PostgreSQL' : queue],
    [t('settings.about.mode'), session.demo ? t('settings.about.demo') : t('settings.about.real')],
    [t('settings.about.serverTime'), fullTime(serverNow())],
    [t('settings.about.clock'), t('settings.about.clockText', { s: Math.abs(ahead).toFixed(1) })],
    [t('settings.about.link'), t(`shell.link.${link.status}`)],
    [t('settings.about.licence'), 'Apache-2.0'],
  ];
  return (
    <section className="panel settings-main settings-form" aria-label={t('settings.section.about')}>
      <dl>{lines.map(([name, value]) => <div key={name} className="fact"><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
      <p className="note">{t('settings.about.refused')}</p>
    </section>
  );
}
