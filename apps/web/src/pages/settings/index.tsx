import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionQuery, type Session } from '../../api/index.js';
import { EmptyState, PageHead } from '../../ui/index.js';
import '../cameras/cameras.css';
import { About } from './about.js';
import { Credentials } from './credentials.js';
import { People } from './people.js';
import { Organisation } from './organisation.js';
import { Preferences } from './preferences.js';
import './settings.css';
import { Sites } from './sites.js';

const sections = ['sites', 'organisation', 'credentials', 'people', 'preferences', 'about'] as const;
type Section = (typeof sections)[number];

/** What a role cannot use is absent (web.md §2). Everybody has preferences. */
const shown: Record<Section, (session: Session) => boolean> = {
  sites: (s) => s.may.sites === true, organisation: (s) => s.may.sites === true, credentials: (s) => s.may.sites === true, people: (s) => s.may.users === true, preferences: () => true, about: () => true,
};

export default function SettingsPage(): ReactElement | null {
  const { t } = useTranslation();
  const params: { _splat?: string } = useParams({ strict: false });
  const session = useQuery(sessionQuery).data;
  if (!session) return null;
  const own = sections.filter((section) => shown[section](session));
  const asked = sections.find((section) => section === params._splat?.split('/')[0]);
  const at = asked ?? own[0] ?? 'about';
  return (
    <div className="page fill">
      <PageHead title={t('settings.title')} note={t(`settings.note.${at}`)} />
      <div className="settings">
        <nav className="panel settings-nav" aria-label={t('settings.title')}>
          {own.map((section) => <Link key={section} to={`/settings/${section}`} {...(section === at ? { 'aria-current': 'page' as const } : {})}>{t(`settings.section.${section}`)}</Link>)}
        </nav>
        {!own.includes(at) && <section className="panel settings-main"><EmptyState icon="lock" title={t('ui.forbidden')} note={t('settings.forbiddenNote')} /></section>}
        {own.includes(at) && at === 'sites' && <Sites />}
        {own.includes(at) && at === 'organisation' && <Organisation />}
        {own.includes(at) && at === 'credentials' && <Credentials />}
        {own.includes(at) && at === 'people' && <People me={session.person.id} />}
        {at === 'preferences' && <Preferences />}
        {at === 'about' && <About session={session} />}
      </div>
    </div>
  );
}
