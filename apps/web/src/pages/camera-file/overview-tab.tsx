import type { UseQueryResult } from '@tanstack/react-query';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outage } from '../../api/index.js';
import { Loaded, Panel } from '../../ui/index.js';
import { cameraFieldsQuery, fieldText } from '../cameras/fields.js';
import { latencyLine } from './latency-line.js';
import { LatencyTrend } from './latency.js';
import { OutageTable, totalHours } from './outage-table.js';
import { ProbeTable } from './probe-table.js';
import type { CameraFile, CameraHealth } from './queries.js';
import { HealthStrip, StripLegend } from './strip.js';

export function OverviewTab({ file, health, outages }: { file: CameraFile; health: UseQueryResult<CameraHealth>; outages: UseQueryResult<readonly Outage[]> }): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <StripPanel health={health} outages={outages.data ?? []} />
      <div className="file-columns">
        <Panel flush title={t('file.outages.title')} note={outages.data && outages.data.length > 0 ? t('file.outages.sum', { n: outages.data.length, h: totalHours(outages.data) }) : undefined}>
          <div className="file-scroll"><Loaded query={outages}>{(list) => <OutageTable outages={list.slice(0, 8)} />}</Loaded></div>
        </Panel>
        <Panel flush title={t('file.probes.title')} note={t('file.probes.note')}>
          <div className="file-scroll"><Loaded query={health}>{(h) => <ProbeTable probes={h.lastProbes} />}</Loaded></div>
        </Panel>
        <MainFacts file={file} />
      </div>
    </>
  );
}

export function StripPanel({ health, outages }: { health: UseQueryResult<CameraHealth>; outages: readonly Outage[] }): ReactElement {
  const { t } = useTranslation();
  const line = health.data ? latencyLine(health.data.latency) : null;
  return (
    <section className="panel strip-panel" aria-label={t('file.strip.title')}>
      <div className="spread"><span><b className="strip-title">{t('file.strip.title')}</b> <span className="note">{t('file.strip.note')}</span></span><StripLegend /></div>
      <Loaded query={health} rows={3}>
        {(h) => (
          <>
            <HealthStrip days={h.strip} outages={outages} />
            <hr className="hairline" />
            <div className="spread latency-head"><span className="note">{t('file.latency.title')}</span>{line && <span><b>{Math.round(line.last)} ms</b> <span className="note">{t('file.latency.middle', { n: Math.round(line.median) })}</span></span>}</div>
            <LatencyTrend points={h.latency} />
          </>
        )}
      </Loaded>
    </section>
  );
}

/** The dozen facts a crew asks for first; the rest is one tab away. */
function MainFacts({ file }: { file: CameraFile }): ReactElement {
  const { t, i18n } = useTranslation();
  const fields = useQuery(cameraFieldsQuery).data ?? [];
  const of = (...keys: string[]): string | null => {
    const parts = keys.map((key) => fieldText(fields.find((f) => f.key === key), file.camera[key], i18n.language)).filter((part) => part !== null);
    return parts.length > 0 ? parts.join(' ') : null;
  };
  const [lng, lat] = [file.camera['lng'] ?? file.camera['longitude'], file.camera['lat'] ?? file.camera['latitude']];
  const address = [of('ip'), of('rtspPort') ?? of('port')].filter(Boolean).join(':');
  return (
    <Panel className="main-facts" label={t('file.facts.title')}>
      <h3>{t('file.facts.device')}</h3>
      <Line name={t('file.facts.model')}>{of('manufacturer', 'model')}</Line>
      <Line name={t('file.facts.firmware')}>{of('firmware', 'serial')}</Line>
      <Line name={t('file.facts.address')}>{address === '' ? null : <><code>{address}</code> · {t('file.facts.channel', { n: Number(file.camera['channel'] ?? 1) })}</>}</Line>
      {file.recorder && <Line name={t('file.facts.recorder')}>{file.recorder.name ?? file.recorder.ip ?? null}</Line>}
      <h3>{t('file.facts.place')}</h3>
      <Line name={t('file.facts.where')}>{of('address') ?? file.site?.address ?? null}</Line>
      <Line name={t('file.facts.position')}>{lng == null || lat == null ? null : <><code>{Number(lng).toFixed(6)}, {Number(lat).toFixed(6)}</code> WGS-84</>}</Line>
      <Line name={t('file.facts.uplink')}>{of('switchPort')}</Line>
      <h3>{t('file.facts.management')}</h3>
      <Line name={t('file.facts.owner')}>{of('managingUnit')}</Line>
      <Line name={t('file.facts.maintainer')}>{of('maintainer')}</Line>
      <Line name={t('file.facts.warranty')}>{of('warrantyEnd')}</Line>
    </Panel>
  );
}

function Line({ name, children }: { name: string; children: ReactNode }): ReactElement {
  const { t } = useTranslation();
  return <div className="fact"><dt>{name}</dt><dd>{children ?? <span className="faint">{t('file.form.none')}</span>}</dd></div>;
}
