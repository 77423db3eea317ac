import { Link } from '@tanstack/react-router';
import { Button, Progress } from 'antd';
import { useEffect, type ReactElement } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { apiUrl, useProgress } from '../../api/index.js';
import { count, Icon } from '../../ui/index.js';
import { ledgerKey } from '../cameras/queries.js';
import { importAt, type ImportJob, type ImportProgress } from './queries.js';

/** Writing, and what came of it. The rows go in together or not at all, so a page closed here loses nothing. */
export function ApplyStep({ job, onAgain }: { job: ImportJob; onAgain: () => void }): ReactElement {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const live = useProgress(job.id) as ImportProgress | undefined;
  const totals = { add: 0, update: 0, error: 0, duplicate: 0, ...job.totals };
  const written = totals.add + totals.update;
  const back = totals.error + totals.duplicate;
  const applied = job.state === 'applied';
  useEffect(() => {
    if (!applied) return;
    void queries.invalidateQueries({ queryKey: ledgerKey });
    void queries.invalidateQueries({ queryKey: ['tree'] });
  }, [applied, queries]);

  if (job.state === 'applying') {
    const { total = written, done = 0 } = { ...job.progress, ...live };
    return (
      <div className="import-end">
        <b>{t('imports.applying.title')}</b>
        <Progress className="import-progress" percent={total === 0 ? 0 : Math.min(100, Math.floor((done / total) * 100))} status="active" aria-label={t('imports.applying.title')} />
        <span className="muted">{t('imports.applying.note', { done: count(done), total: count(total) })}</span>
      </div>
    );
  }
  if (job.state === 'failed' || job.state === 'abandoned') {
    return (
      <div className="import-end" role="alert">
        <span className="feedback-warning"><Icon name="warning" size={28} /></span>
        <b>{t(`imports.end.${job.state}`)}</b>
        <span className="muted">{job.error ?? t('imports.end.nothing')}</span>
        <Button type="primary" onClick={onAgain}>{t('imports.end.again')}</Button>
      </div>
    );
  }
  return (
    <div className="import-end" role="status">
      <span className="state-online"><Icon name="check" size={28} /></span>
      <b>{t('imports.end.applied', { n: count(written) })}</b>
      <span className="muted">{t('imports.end.split', { add: count(totals.add), update: count(totals.update) })}{back > 0 ? t('imports.end.back', { n: count(back) }) : ''}</span>
      <span className="row-gap">
        {back > 0 && <a className="ant-btn ant-btn-default import-download" href={apiUrl(`${importAt(job.id)}/failed.xlsx`)} download><Icon name="download" size={14} />{t('imports.failedRows')}</a>}
        <Button onClick={onAgain}>{t('imports.end.another')}</Button>
        <Link to="/cameras"><Button type="primary" tabIndex={-1}>{t('imports.end.ledger')}</Button></Link>
      </span>
    </div>
  );
}
