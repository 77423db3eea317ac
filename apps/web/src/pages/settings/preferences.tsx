import { Radio } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/index.js';
import { asLanguage, chooseLanguage, languages, type Language } from '../../i18n/index.js';
import { setLook, useLook } from '../../theme/theme.js';
import { EditField } from './edit-drawer.js';

/** Applied at once. Look and density stay with this browser, the language goes along with the person. */
export function Preferences(): ReactElement {
  const { t, i18n } = useTranslation();
  const look = useLook();
  const language = asLanguage(i18n.language);
  const choose = (next: Language): void => {
    void chooseLanguage(next);
    // Told to the server for mails and exports; the console itself already speaks it, so a failure here is not worth a message.
    api.put('/preferences', { language: next }).catch(() => undefined);
  };
  return (
    <section className="panel settings-main settings-form" aria-label={t('settings.section.preferences')}>
      <EditField label={t('settings.preference.theme')} htmlFor="look-theme"><Radio.Group id="look-theme" optionType="button" value={look.theme} onChange={(event) => setLook({ theme: event.target.value as 'dark' | 'light' })} options={[{ value: 'dark', label: t('shell.user.dark') }, { value: 'light', label: t('shell.user.light') }]} /></EditField>
      <EditField label={t('settings.preference.density')} htmlFor="look-density" note={t('settings.preference.densityNote')}><Radio.Group id="look-density" optionType="button" value={look.density} onChange={(event) => setLook({ density: event.target.value as 'compact' | 'comfortable' })} options={[{ value: 'compact', label: t('shell.user.compact') }, { value: 'comfortable', label: t('shell.user.comfortable') }]} /></EditField>
      <EditField label={t('settings.preference.language')} htmlFor="look-language"><Radio.Group id="look-language" optionType="button" value={language} onChange={(event) => choose(event.target.value as Language)} options={languages.map((value) => ({ value, label: value === 'zh-CN' ? '简体中文' : 'English' }))} /></EditField>
      <p className="note">{t('settings.preference.note')}</p>
    </section>
  );
}
