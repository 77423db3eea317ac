import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Drawer } from 'antd';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState, Icon, Skeleton } from '../../ui/index.js';
import LedgerPage from '../cameras/index.js';
import { ApplyStep } from './apply-step.js';
import { DryRunStep } from './dry-run-step.js';
import { MappingStep } from './mapping-step.js';
import { jobQuery, type ImportJob, type ImportState } from './queries.js';
import { UploadStep } from './upload-step.js';
import './imports.css';

const steps = ['upload', 'mapping', 'dryRun', 'end'] as const;
type Step = (typeof steps)[number];
const stepOf: Record<ImportState, Step> = { read: 'mapping', mapped: 'mapping', 'dry-run': 'dryRun', applying: 'end', applied: 'end', failed: 'end', abandoned: 'end' };

/** The import stands over the ledger it will change. Each job has its address: leave and come back, or hand it to a colleague. */
export default function ImportPage(): ReactElement {
  const params: { id?: string } = useParams({ strict: false });
  const navigate = useNavigate();
  const { t } = useTranslation();
  const id = params.id ?? null;
  const leave = (): void => void navigate({ to: '/cameras', search: (old: Record<string, unknown>) => old });
  return (
    <>
      <LedgerPage covered />
      <Drawer open onClose={leave} size={1180} closable={false} className="import-drawer" aria-label={t('imports.title')} destroyOnHidden>
        {id === null ? <New onLeave={leave} /> : <Job key={id} id={id} onLeave={leave} />}
      </Drawer>
    </>
  );
}

function New({ onLeave }: { onLeave: () => void }): ReactElement {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const read = (job: ImportJob): void => {
    queries.setQueryData(jobQuery(job.id).queryKey, job);
    void navigate({ to: `/import/${job.id}`, search: (old: Record<string, unknown>) => old });
  };
  return (
    <>
      <Head step="upload" job={null} onLeave={onLeave} />
      <div className="import-body"><UploadStep onRead={read} /></div>
    </>
  );
}

function Job({ id, onLeave }: { id: string; onLeave: () => void }): ReactElement {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const query = useQuery(jobQuery(id));
  const [remap, setRemap] = useState(false);
  const again = (): void => void navigate({ to: '/import', search: (old: Record<string, unknown>) => old });
  const job = query.data;
  if (job === undefined) {
    return (
      <>
        <Head step="upload" job={null} onLeave={onLeave} />
        <div className="import-body">{query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : <Skeleton rows={8} />}</div>
      </>
    );
  }
  const step = remap ? 'mapping' : stepOf[job.state] ?? 'mapping';
  return (
    <>
      <Head step={step} job={job} onLeave={onLeave} />
      {step === 'mapping' && (
        <MappingStep job={job} onLeave={onLeave}
          onDone={() => {
            setRemap(false);
            void queries.invalidateQueries({ queryKey: ['imports', id] });
          }} />
      )}
      {step === 'dryRun' && <DryRunStep job={job} onLeave={onLeave} onBack={() => setRemap(true)} onAbandoned={onLeave} />}
      {step === 'end' && <div className="import-body"><ApplyStep job={job} onAgain={again} /></div>}
    </>
  );
}

function Head({ step, job, onLeave }: { step: Step; job: ImportJob | null; onLeave: () => void }): ReactElement {
  const { t } = useTranslation();
  const at = steps.indexOf(step);
  return (
    <header className="import-head">
      <div className="spread">
        <h1>{t('imports.title')} {job && <span className="note">{job.fileName}{job.rows === undefined ? '' : ` · ${t('imports.rowsOf', { n: job.rows })}`}</span>}</h1>
        <button type="button" className="import-close" aria-label={t('ui.close')} onClick={onLeave}><Icon name="close" size={16} /></button>
      </div>
      <div className="spread">
        <ol className="import-steps">
          {steps.map((name, i) => (
            <li key={name} className={i < at ? 'done' : i === at ? 'now' : ''} {...(i === at ? { 'aria-current': 'step' as const } : {})}>
              <span className="import-dot">{i < at ? <Icon name="check" size={11} /> : i + 1}</span>{t(`imports.step.${name}`)}
            </li>
          ))}
        </ol>
        {step === 'dryRun' && <span className="note">{t('imports.dryNote')}{job?.tookMs != null ? ` · ${t('imports.took', { s: (job.tookMs / 1000).toFixed(1) })}` : ''}</span>}
        {step === 'mapping' && job?.charset != null && <span className="note">{t('imports.charset', { name: job.charset })}</span>}
      </div>
    </header>
  );
}
