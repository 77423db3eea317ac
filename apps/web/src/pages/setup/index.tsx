import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import { useFaultText } from '../../ui/feedback.js';
import { Icon } from '../../ui/icons.js';
import { GateField, GateFrame } from '../login/frame.js';
import { PasswordInput } from '../login/password-input.js';

/** Said before asking the server, which decides by its own rules. */
const shortest = 10;

/** The secret rides behind '#': browsers do not send it, so it is in no access log. */
export const tokenOf = (hash: string): string | null => new URLSearchParams(hash.replace(/^#/, '')).get('token');

export default function SetupPage(): ReactElement {
  const { t } = useTranslation();
  const token = tokenOf(window.location.hash);
  if (token === null || token === '') return <GateFrame title={t('login.setup.noToken')} note={t('login.setup.noTokenNote')}>{null}</GateFrame>;
  return <SetupForm token={token} />;
}

function SetupForm({ token }: { token: string }): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const faultText = useFaultText();
  const [number, setNumber] = useState('');
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [lack, setLack] = useState<string | null>(null);
  const create = useMutation({
    mutationFn: () => api.post<unknown>('/setup', { token, number: number.trim(), name: name.trim(), password }),
    onSuccess: () => navigate({ to: '/login', search: { done: 'setup' }, replace: true }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const found = number.trim() === '' ? t('login.needNumber') : name.trim() === '' ? t('login.setup.needName')
      : password.length < shortest ? t('login.setup.short', { n: shortest }) : password !== again ? t('login.setup.differs') : null;
    setLack(found);
    if (found === null) create.mutate();
  };
  const trouble = lack ?? (create.isError ? faultText(create.error) : null);
  return (
    <GateFrame title={t('login.setup.title')} note={t('login.setup.note')}>
      <form onSubmit={submit} noValidate>
        <GateField id="number" label={t('login.number')} icon={<Icon name="user" />}>
          <input id="number" autoFocus autoComplete="username" maxLength={64} value={number} onChange={(event) => setNumber(event.target.value)} />
        </GateField>
        <GateField id="name" label={t('login.setup.name')} icon={<Icon name="edit" />}>
          <input id="name" autoComplete="name" maxLength={64} value={name} onChange={(event) => setName(event.target.value)} />
        </GateField>
        <PasswordInput id="password" label={t('login.password')} value={password} onChange={setPassword} autoComplete="new-password" />
        <PasswordInput id="again" label={t('login.setup.again')} value={again} onChange={setAgain} autoComplete="new-password" />
        {trouble !== null && <p className="gate-trouble" role="alert"><Icon name="warning" size={14} />{trouble}</p>}
        <button type="submit" className="gate-submit" disabled={create.isPending}>{t('login.setup.submit')}</button>
      </form>
      <section className="gate-record">
        <h2><Icon name="shield" size={14} />{t('login.setup.warnTitle')}</h2>
        <p>{t('login.setup.warn')}</p>
      </section>
    </GateFrame>
  );
}
