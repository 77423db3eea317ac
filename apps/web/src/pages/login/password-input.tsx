import { useState, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/icons.js';
import { GateField } from './frame.js';

export function PasswordInput({ id, label, value, onChange, autoComplete }: { id: string; label: string; value: string; onChange: (text: string) => void; autoComplete: 'current-password' | 'new-password' }): ReactElement {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  const [caps, setCaps] = useState(false);
  const watch = (event: KeyboardEvent): void => setCaps(event.getModifierState('CapsLock'));
  return (
    <GateField id={id} label={caps ? `${label} · ${t('login.capsLock')}` : label} icon={<Icon name="lock" />}
      extra={<button type="button" className="note" aria-pressed={shown} onClick={() => setShown(!shown)}>{t(shown ? 'login.hide' : 'login.show')}</button>}>
      <input id={id} type={shown ? 'text' : 'password'} autoComplete={autoComplete} maxLength={256} spellCheck={false} value={value} onChange={(event) => onChange(event.target.value)} onKeyDown={watch} onKeyUp={watch} />
    </GateField>
  );
}
