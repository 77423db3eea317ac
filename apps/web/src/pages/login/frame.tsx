import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { asLanguage, chooseLanguage } from '../../i18n/index.js';
import './login.css';
import { Scene } from './scene.js';

/** Picture on the left, one form on the right; shared by sign-in and first set-up. */
export function GateFrame({ title, note, children }: { title: ReactNode; note: ReactNode; children: ReactNode }): ReactElement {
  const { t, i18n } = useTranslation();
  const other = asLanguage(i18n.language) === 'zh-CN' ? ({ code: 'en-US', word: 'English' } as const) : ({ code: 'zh-CN', word: '简体中文' } as const);
  return (
    <div className="gate">
      <aside className="gate-scene">
        <Scene />
        <div className="gate-brand">
          <svg width="72" height="72" viewBox="0 0 64 64" aria-hidden>
            <path fill="#E6EDF3" fillRule="evenodd" d="M13.4 60h37.2L48 48H16zM16.6 45h30.8l-2.3-10.5H18.9zM30 37.5h4V45h-4zM14 21h7v4.5h7.5V21h7v4.5H43V21h7v10.5H14z" />
            <path fill="#4DA3FF" d="M33.2 2c.9 4.3 6 6.3 6 11.3 0 2.1-.8 3.9-2 5.2H26.8a7.4 7.4 0 0 1-2-5.2c0-3 2-4.5 2.8-7 1.7 1 2.5 2.3 2.8 3.9 1.9-2 2.9-4.6 2.8-8.2z" />
          </svg>
          <div><strong>{t('shell.product')}</strong><span>{t('shell.subtitle')}</span></div>
        </div>
        <p className="gate-line">{t('login.line1')}<br />{t('login.line2')}</p>
        <p className="gate-foot">{t('login.closed')}</p>
      </aside>
      <main className="gate-side">
        <div className="gate-form">
          <h1>{title}</h1>
          <p className="gate-note">{note}</p>
          {children}
          <div className="gate-language"><button type="button" className="note" lang={other.code} onClick={() => void chooseLanguage(other.code)}>{other.word}</button></div>
        </div>
      </main>
    </div>
  );
}

export function GateField({ id, label, icon, children, extra }: { id: string; label: string; icon?: ReactNode; children: ReactNode; extra?: ReactNode }): ReactElement {
  return (
    <div className="gate-field">
      <label htmlFor={id}>{label}</label>
      <div className="gate-input">{icon}{children}{extra}</div>
    </div>
  );
}
