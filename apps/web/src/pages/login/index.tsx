import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useRef, useState, type FormEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import { keys } from '../../api/queries.js';
import type { Person } from '../../api/types.js';
import { asLanguage, chooseLanguage, keptLanguage } from '../../i18n/index.js';
import { useFaultText } from '../../ui/feedback.js';
import { Icon } from '../../ui/icons.js';
import { GateField, GateFrame } from './frame.js';
import { PasswordInput } from './password-input.js';

/** Only a path of our own: an address from a link must not carry a person to another site after signing in. */
export const ownPath = (to: unknown): string => (typeof to === 'string' && /^\/(?![/\\])/.test(to) && !to.startsWith('/login') ? to : '/');

export default function LoginPage(): ReactElement {
  const { t } = useTranslation();
  const search: { to?: unknown; done?: unknown } = useSearch({ strict: false });
  const navigate = useNavigate();
  const queries = useQueryClient();
  const faultText = useFaultText();
  const [number, setNumber] = useState('');
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState<string | null>(null);
  const numberField = useRef<HTMLInputElement>(null);
  const enter = useMutation({
    mutationFn: () => api.post<{ person: Person }>('/session', { number: number.trim(), password }),
    onSuccess: async ({ person }) => {
      queries.removeQueries({ queryKey: keys.session });
      if (keptLanguage() === null) await chooseLanguage(asLanguage(person.language));
      await navigate({ href: ownPath(search.to), replace: true });
    },
    onError: () => setPassword(''),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const lack = number.trim() === '' ? t('login.needNumber') : password === '' ? t('login.needPassword') : null;
    setMissing(lack);
    if (lack === null) enter.mutate();
  };
  const trouble = missing ?? (enter.isError ? faultText(enter.error) : null);
  return (
    <GateFrame title={t('login.title')} note={search.done === 'setup' ? t('login.setup.done') : search.to === undefined ? t('login.unit') : t('login.over')}>
      <form onSubmit={submit} noValidate>
        <GateField id="number" label={t('login.number')} icon={<Icon name="user" />}>
          <input id="number" ref={numberField} autoFocus autoComplete="username" inputMode="text" maxLength={64} value={number} onChange={(event) => setNumber(event.target.value)} />
        </GateField>
        <PasswordInput id="password" label={t('login.password')} value={password} onChange={setPassword} autoComplete="current-password" />
        {trouble !== null && <p className="gate-trouble" role="alert"><Icon name="warning" size={14} />{trouble}</p>}
        <button type="submit" className="gate-submit" disabled={enter.isPending}>{t(enter.isPending ? 'login.submitting' : 'login.submit')}</button>
        <p className="gate-forgot note">{t('login.forgot')}</p>
      </form>
      <section className="gate-record">
        <h2><Icon name="shield" size={14} />{t('login.recordTitle')}</h2>
        <p>{t('login.recordText')}<br />{t('login.recordLock')}</p>
      </section>
    </GateFrame>
  );
}
