import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '../api/types.js';
import { setLook, useLook } from '../theme/theme.js';
import { Icon } from '../ui/icons.js';
import { navFor } from './nav.js';

export function Rail({ session, outages }: { session: Session; outages: number | null }): ReactElement {
  const { t } = useTranslation();
  const { railCollapsed } = useLook();
  return (
    <nav className={`rail${railCollapsed ? ' collapsed' : ''}`} aria-label={t('shell.nav.main')}>
      {navFor(session).map((entry) => (
        <Link key={entry.key} to={entry.to} className="rail-item" activeProps={{ className: 'rail-item active', 'aria-current': 'page' }} {...(railCollapsed ? { title: t(`shell.nav.${entry.key}`) } : {})}>
          <Icon name={entry.icon} size={16} />
          <span className="rail-word">{t(`shell.nav.${entry.key}`)}</span>
          {entry.key === 'outages' && outages !== null && outages > 0 && <span className="rail-count">{outages}</span>}
        </Link>
      ))}
      <button type="button" className="rail-item rail-fold" onClick={() => setLook({ railCollapsed: !railCollapsed })} aria-expanded={!railCollapsed} title={t(railCollapsed ? 'shell.nav.expand' : 'shell.nav.collapse')}>
        <Icon name={railCollapsed ? 'right' : 'left'} size={12} />
        <span className="rail-word">{t('shell.nav.collapse')}</span>
      </button>
    </nav>
  );
}
