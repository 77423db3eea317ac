import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { lazy, Suspense, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { overviewQuery, sessionQuery, type Overview } from '../../api/index.js';
import { EmptyState, Loaded } from '../../ui/index.js';
import { GroupsPanel } from './groups-panel.js';
import { LedgerCard } from './ledger-card.js';
import { OutageCard } from './outage-card.js';
import './overview.css';
import { RateCard } from './rate-card.js';
import { TrendPanel } from './trend-panel.js';
import { WorstPanel } from './worst-panel.js';

const HowComputed = lazy(() => import('./how-computed.js').then((m) => ({ default: m.HowComputed })));

/** One number and what stands behind it; then how it moved, who is below the contract, and where to act first. */
export default function OverviewPage(): ReactElement {
  const { t } = useTranslation();
  const query = useQuery(overviewQuery);
  return <div className="page overview"><h1 className="visually-hidden">{t('shell.nav.overview')}</h1><Loaded query={query} rows={8}>{(overview) => (overview.population.count === 0 ? <NoCameras /> : <Numbers overview={overview} />)}</Loaded></div>;
}

function Numbers({ overview }: { overview: Overview }): ReactElement {
  const [how, setHow] = useState(false);
  return (
    <>
      <div className="overview-now">
        <RateCard overview={overview} onHow={() => setHow(true)} />
        <LedgerCard overview={overview} />
        <OutageCard overview={overview} />
      </div>
      <div className="overview-past">
        <TrendPanel overview={overview} />
        <GroupsPanel threshold={overview.instant.threshold} />
      </div>
      <WorstPanel />
      {how && <Suspense fallback={null}><HowComputed overview={overview} onClose={() => setHow(false)} /></Suspense>}
    </>
  );
}

function NoCameras(): ReactElement {
  const { t } = useTranslation();
  const { data: session } = useQuery(sessionQuery);
  const navigate = useNavigate();
  return (
    <EmptyState icon="camera" title={t('overview.ledger.empty')} note={t('overview.ledger.emptyNote')} action={
      <span className="row-gap">
        {session?.may.discover === true && <Button type="primary" onClick={() => void navigate({ to: '/discovery' })}>{t('overview.ledger.goDiscover')}</Button>}
        {session?.may.import === true && <Button onClick={() => void navigate({ to: '/import' })}>{t('overview.ledger.goImport')}</Button>}
      </span>
    } />
  );
}
