import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.js';
import { liveChannel } from '../api/live.js';
import type { Session } from '../api/types.js';
import { asLanguage, chooseLanguage, type Language } from '../i18n/index.js';
import { setLook, useLook } from '../theme/theme.js';
import type { Density, ThemeName } from '../theme/tokens.js';
import { Icon } from '../ui/icons.js';
import { Segmented } from '../ui/segmented.js';

export function UserMenu({ session, onKeys }: { session: Session; onKeys: () => void }): ReactElement {
  const { t, i18n } = useTranslation();
  const look = useLook();
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const signOut = useMutation({
    mutationFn: () => api.delete<null>('/session'),
    onSettled: () => {
      liveChannel().stop();
      queries.clear();
      void navigate({ to: '/login' });
    },
  });
  useEffect(() => {
    if (!open) return undefined;
    const away = (event: Event): void => {
      if (event instanceof KeyboardEvent ? event.key === 'Escape' : !box.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', away);
    document.addEventListener('keydown', away);
    return () => {
      document.removeEventListener('pointerdown', away);
      document.removeEventListener('keydown', away);
    };
  }, [open]);
  const role = session.person.roles[0];
  return (
    <div className="user" ref={box}>
      <button type="button" className="user-button" aria-haspopup="dialog" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name="user" size={14} />
        <span>{session.person.name}</span>
        <span className="muted">{session.person.number}{role === undefined ? '' : ` · ${t(`role.${role}` as 'role.crew', { defaultValue: role })}`}</span>
      </button>
      {open && (
        <div className="menu" role="dialog" aria-label={session.person.name}>
          <div className="menu-who"><b>{session.person.name}</b><span className="muted">{session.person.unit}</span></div>
          <div className="menu-row"><span>{t('shell.user.theme')}</span>
            <Segmented<ThemeName> label={t('shell.user.theme')} value={look.theme} onChange={(theme) => setLook({ theme })} items={[{ key: 'dark', label: t('shell.user.dark') }, { key: 'light', label: t('shell.user.light') }]} />
          </div>
          <div className="menu-row"><span>{t('shell.user.density')}</span>
            <Segmented<Density> label={t('shell.user.density')} value={look.density} onChange={(density) => setLook({ density })} items={[{ key: 'compact', label: t('shell.user.compact') }, { key: 'comfortable', label: t('shell.user.comfortable') }]} />
          </div>
          <div className="menu-row"><span>{t('shell.user.language')}</span>
            <Segmented<Language> label={t('shell.user.language')} value={asLanguage(i18n.language)} onChange={(language) => void chooseLanguage(language)} items={[{ key: 'zh-CN', label: '简体中文' }, { key: 'en-US', label: 'English' }]} />
          </div>
          <button type="button" className="menu-item" onClick={() => { setOpen(false); onKeys(); }}><Icon name="info" />{t('shell.user.keys')}<kbd>?</kbd></button>
          <button type="button" className="menu-item" disabled={signOut.isPending} onClick={() => signOut.mutate()}><Icon name="out" />{t('shell.user.signOut')}</button>
          <div className="menu-foot faint">{t('shell.user.version')} {session.version}{session.demo ? ` · ${t('shell.user.demo')}` : ''}</div>
        </div>
      )}
    </div>
  );
}
