import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/index.js';
import { clockTime, Icon, StateMark, useFaultText, useNow } from '../../ui/index.js';
import { fileKey, type LastProbe, type ProbeVerdict } from './queries.js';
import { probeName, verdictWords } from './verdict-words.js';

interface CheckAnswer { readonly verdicts: readonly (ProbeVerdict & { readonly at?: string })[]; readonly at?: string; readonly doneAt?: string }

/** Last probes, and one asked for by hand. A check by hand is on the trail like any other question to a device. */
export function CheckNow({ id, probes, mayCheck }: { id: string; probes: readonly LastProbe[]; mayCheck: boolean }): ReactElement {
  const { t } = useTranslation();
  const text = useFaultText();
  const queries = useQueryClient();
  const check = useMutation({
    mutationFn: () => api.post<CheckAnswer>(`/cameras/${encodeURIComponent(id)}/check`),
    onSettled: () => queries.invalidateQueries({ queryKey: [...fileKey, id] }),
  });
  const asked = check.data?.verdicts ?? [];
  const lines = asked.length > 0
    ? asked.map((verdict, i) => ({ kind: verdict.kind ?? `${i + 1}`, verdict: verdict as ProbeVerdict | string, at: verdict.at ?? null, latencyMs: verdict.latencyMs ?? null }))
    : newestByKind(probes);
  return (
    <div className="check-now">
      <div className="spread"><b>{t(asked.length > 0 ? 'file.check.result' : 'file.check.last')}</b>{check.isPending && <Waiting />}</div>
      {lines.length === 0 && !check.isPending && <p className="muted note">{t('file.check.never')}</p>}
      <ul aria-live="polite">
        {lines.map((line, i) => {
          const words = verdictWords(t, line.verdict);
          return (
            <li key={`${line.kind} ${i}`} title={words.detail ?? ''}>
              <StateMark state={words.state} size={11} />
              <span>{probeName(t, line)}</span>
              <span className="muted">{line.at === null ? t('file.check.justNow') : clockTime(line.at)}</span>
              <span className={words.state === 'offline' ? 'state-offline' : words.state === 'degraded' ? 'state-degraded' : ''}>{words.text}</span>
              <span className="num">{line.latencyMs === null ? '' : `${Math.round(line.latencyMs)} ms`}</span>
            </li>
          );
        })}
      </ul>
      {check.isError && <p className="state-degraded note" role="alert">{t('file.check.failed')}：{text(check.error)}</p>}
      {mayCheck && <Button size="small" className="check-button" loading={check.isPending} onClick={() => check.mutate()}><Icon name="refresh" size={12} />{t('file.check.button')}</Button>}
    </div>
  );
}

function newestByKind(probes: readonly LastProbe[]): LastProbe[] {
  const newest = new Map<string, LastProbe>();
  for (const probe of probes) {
    const known = newest.get(probe.kind);
    if (!known || known.at < probe.at) newest.set(probe.kind, probe);
  }
  return [...newest.values()];
}

/** The server answers at the probe's deadline at the latest; the seconds show that something happens. */
function Waiting(): ReactElement {
  const { t } = useTranslation();
  const now = useNow(500);
  const [started] = useState(now);
  return <span className="muted note" role="status">{t('file.check.waiting', { s: Math.max(0, Math.floor((now - started) / 1000)) })}</span>;
}
