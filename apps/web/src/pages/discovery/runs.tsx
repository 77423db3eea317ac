import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Progress } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api, keys, useProgress } from '../../api/index.js';
import { count, dayTime, EmptyState, Icon, Panel, stretch, useFaultText, useNow } from '../../ui/index.js';
import { etaMs, shareOf } from './eta.js';
import type { DiscoveryRun, RunProgress } from './queries.js';

export function Runs({ runs }: { runs: readonly DiscoveryRun[] }): ReactElement {
  const { t } = useTranslation();
  const running = runs.filter((run) => run.state === 'running');
  const past = runs.filter((run) => run.state !== 'running');
  return (
    <>
      {running.map((run) => <Running key={run.id} run={run} />)}
      <Panel flush className="run-history" title={t('discovery.history.title')} note={past.length > 0 ? t('discovery.history.n', { n: past.length }) : undefined}>
        {past.length === 0
          ? <EmptyState icon="clock" title={t('discovery.history.none')} note={t('discovery.history.noneNote')} />
          : <ul className="run-list">{past.map((run) => <Past key={run.id} run={run} />)}</ul>}
      </Panel>
    </>
  );
}

function Running({ run }: { run: DiscoveryRun }): ReactElement {
  const { t } = useTranslation();
  const text = useFaultText();
  const queries = useQueryClient();
  const now = useNow();
  const live = useProgress(run.id) as RunProgress | undefined;
  const progress = live ?? run.progress;
  const share = shareOf(progress);
  const eta = etaMs(progress, run.startedAt, now);
  const cancel = useMutation({ mutationFn: () => api.delete(`/discovery/runs/${encodeURIComponent(run.id)}`), onSettled: () => queries.invalidateQueries({ queryKey: keys.runs }) });
  return (
    <Panel title={t('discovery.running', { kind: t(`discovery.kind.${run.kind}`) })} extra={<Button size="small" danger loading={cancel.isPending} onClick={() => cancel.mutate()}>{t('discovery.cancel')}</Button>}>
      <div className="run-now" aria-live="polite">
        {run.request.cidrs && run.request.cidrs.length > 0 && <code className="run-cidrs" title={run.request.cidrs.join(' ')}>{run.request.cidrs.join(' ')}</code>}
        <Progress percent={Math.floor((share ?? 0) * 100)} status="active" showInfo={share !== null} aria-label={t('discovery.running', { kind: t(`discovery.kind.${run.kind}`) })} />
        <div className="spread note">
          <span>{progress ? t('discovery.progress', { asked: count(progress.asked), total: count(progress.total), answered: count(progress.answered), found: count(progress.found ?? progress.answered) }) : t('discovery.starting')}</span>
          <span>{eta === null ? t('discovery.spent', { for: stretch(now - Date.parse(run.startedAt)) }) : t('discovery.eta', { for: stretch(eta) })}</span>
        </div>
        {cancel.isError && <span className="state-degraded note" role="alert">{text(cancel.error)}</span>}
      </div>
    </Panel>
  );
}

function Past({ run }: { run: DiscoveryRun }): ReactElement {
  const { t } = useTranslation();
  const by = typeof run.startedBy === 'string' ? run.startedBy : run.startedBy?.name ?? '';
  const where = (run.request.cidrs ?? []).join(' ');
  return (
    <li>
      <div className="spread">
        <span><b>{t(`discovery.kind.${run.kind}`)}</b> <code className="muted" title={where}>{where}</code></span>
        <span className={run.state === 'failed' ? 'state-degraded' : 'muted'}>{t(`discovery.runState.${run.state}`)}</span>
      </div>
      <div className="spread note">
        <span>{dayTime(run.startedAt)}{by === '' || /^[0-9a-f-]{36}$/.test(by) ? '' : ` · ${by}`}{run.endedAt === null ? '' : ` · ${stretch(Date.parse(run.endedAt) - Date.parse(run.startedAt))}`}</span>
        <span>{run.progress ? t('discovery.found', { n: count(run.progress.found ?? run.progress.answered) }) : ''}</span>
      </div>
      {run.error !== null && run.error !== '' && <div className="note state-degraded"><Icon name="warning" size={12} /> {run.error}</div>}
    </li>
  );
}
