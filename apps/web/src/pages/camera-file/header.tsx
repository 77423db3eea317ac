import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveCamera, type CameraStateName, type Rate } from '../../api/index.js';
import { clockTime, percent, Skeleton, StateWord, stretch, Tag, useNow } from '../../ui/index.js';
import { asClass, networkName } from '../cameras/columns.js';
import { cameraFieldsQuery, fieldText } from '../cameras/fields.js';
import { CheckNow } from './check-now.js';
import type { CameraFile, CameraHealth } from './queries.js';

export function FileHeader({ file, health, mayCheck }: { file: CameraFile; health: UseQueryResult<CameraHealth>; mayCheck: boolean }): ReactElement {
  const { t } = useTranslation();
  const { camera, site } = file;
  const h = health.data;
  const score = camera['archiveScore'];
  return (
    <section className="panel file-head" aria-label={camera.name}>
      <div className="file-who">
        <div className="file-name"><h1>{site ? `${site.name} · ${camera.name}` : camera.name}</h1><Now file={file} /></div>
        <code className="muted">{typeof camera['gbCode'] === 'string' ? camera['gbCode'] : t('file.head.noCode')}</code>
        <Tags file={file} />
        {h === undefined
          ? <div className="file-figures">{health.isError ? <span className="muted">{t('file.head.noHealth')}</span> : <Skeleton rows={2} />}</div>
          : (
            <dl className="file-figures">
              <RateFigure name={t('file.head.net30')} rate={h.net30} />
              <RateFigure name={t('file.head.net90')} rate={h.net90} />
              <RateFigure name={t('file.head.gross90')} rate={h.gross90} />
              <Figure name={t('file.head.outages')} value={String(h.outages)} unit={t('file.head.times')} />
              <Mttr seconds={h.mttrS} />
              <Figure name={t('file.head.score')} value={score === null || score === undefined ? '–' : scoreText(Number(score))} unit={score === null || score === undefined ? '' : '%'} />
            </dl>
          )}
      </div>
      <div className="file-check"><CheckNow id={camera.id} probes={h?.lastProbes ?? []} mayCheck={mayCheck} /></div>
    </section>
  );
}

const scoreText = (score: number): string => (score >= 100 ? '100' : (Math.floor(score * 10) / 10).toFixed(1));

/** State, how long, and why: live, so that the page tells of the recovery while the crew is on the phone. */
function Now({ file }: { file: CameraFile }): ReactElement {
  const { t } = useTranslation();
  const live = useLiveCamera(file.camera.id);
  const now = useNow(15_000);
  const kept = file.state;
  const state: CameraStateName = live?.state ?? kept?.state ?? 'unknown';
  const since = live?.since ?? kept?.since ?? null;
  const reason = live ? live.reason : kept?.reason ?? null;
  const evidence = live?.evidence ?? kept?.evidence ?? null;
  return (
    <span className="file-state">
      <StateWord state={state} flapping={kept?.flapping === true} />
      {since !== null && <span className="muted" title={since}>{t('file.head.lasting', { for: stretch(now - Date.parse(since)) })}</span>}
      {reason !== null && <span className={state === 'offline' ? 'state-offline' : 'state-degraded'}>{t(`reason.${reason}`)}</span>}
      {kept?.byParent === true && <Tag>{t('file.head.byParent')}</Tag>}
      {evidence !== null && <span className="faint">{evidence} {t(`evidence.${evidence}`)}</span>}
      {kept?.lastCheckAt != null && <span className="faint">{t('file.head.checkedAt', { at: clockTime(kept.lastCheckAt) })}</span>}
    </span>
  );
}

function Tags({ file }: { file: CameraFile }): ReactElement {
  const { t, i18n } = useTranslation();
  const fields = useQuery(cameraFieldsQuery).data ?? [];
  const of = (key: string): string | null => fieldText(fields.find((f) => f.key === key), file.camera[key], i18n.language);
  const { camera } = file;
  const tags = [
    typeof camera['pointClass'] === 'number' ? t('file.head.class', { name: t(`pointClass.${asClass(camera['pointClass'])}`) }) : null,
    camera['keyArea'] === true ? t('file.head.keyArea') : null,
    of('ptzType'),
    typeof camera['network'] === 'string' && camera['network'] !== '' ? networkName(t, camera['network']) : null,
    of('protocols')?.split('、').join(' · ') ?? null,
  ].filter((tag): tag is string => tag !== null && tag !== '');
  return <div className="file-tags">{tags.map((tag) => <Tag key={tag}>{tag}</Tag>)}</div>;
}

function Figure({ name, value, unit, title }: { name: string; value: string; unit?: string; title?: string }): ReactElement {
  return <div title={title}><dt>{name}</dt><dd><b>{value}</b> {unit !== undefined && unit !== '' && <span className="muted">{unit}</span>}</dd></div>;
}

/** The fraction is in seconds: too long for the line, so it stands in the title. */
function RateFigure({ name, rate }: { name: string; rate: Rate }): ReactElement {
  const { t } = useTranslation();
  return <Figure name={name} value={percent(rate)} unit={rate.den > 0 ? '%' : ''} title={t('file.head.fraction', { num: rate.num.toLocaleString('en-US'), den: rate.den.toLocaleString('en-US') })} />;
}

function Mttr({ seconds }: { seconds: number | null }): ReactElement {
  const { t } = useTranslation();
  if (seconds === null) return <Figure name={t('file.head.mttr')} value="–" />;
  return seconds < 3600
    ? <Figure name={t('file.head.mttr')} value={String(Math.round(seconds / 60))} unit={t('file.head.minutes')} />
    : <Figure name={t('file.head.mttr')} value={(seconds / 3600).toFixed(1)} unit={t('file.head.hours')} />;
}
