import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { outageQuery, overviewQuery, type OutageDetail } from '../../api/index.js';
import { clockTime, count, dayTime, fullTime, Icon, Loaded, MiddleCut, StateMark, stretch, Tag, useNow } from '../../ui/index.js';
import { FirstFailures } from './first-failures.js';
import { tightest } from './scatter.js';
import { Timeline } from './timeline.js';
import { endOf, toneOf } from './words.js';

/** More cameras than this are a list for the ledger, not for a side panel. */
const mostCameras = 40;
/** "Within n seconds" is worth saying only when it is short. */
const togetherMs = 60_000;

export function OutageView({ id }: { id: string }): ReactElement {
  const query = useQuery(outageQuery(id));
  return <Loaded query={query} rows={8}>{(detail) => <Detail detail={detail} />}</Loaded>;
}

function Detail({ detail }: { detail: OutageDetail }): ReactElement {
  return (
    <>
      <Head detail={detail} />
      <div className="outage-columns">
        <Timeline detail={detail} />
        <div className="outage-proof">
          <Evidence detail={detail} />
          <Cameras detail={detail} />
        </div>
      </div>
    </>
  );
}

function Head({ detail: { outage } }: { detail: OutageDetail }): ReactElement {
  const { t } = useTranslation();
  const now = useNow(1000);
  const { data: overview } = useQuery(overviewQuery);
  const over = outage.recoveredAt !== null || outage.closedAt !== null;
  const rate = overview?.instant.rate;
  const share = !over && outage.kind !== 'observer' && rate !== undefined && rate.den > 0 ? (outage.affected / rate.den) * 100 : null;
  return (
    <header className="outage-head">
      <div className="outage-title">
        <Tag>{t(`outages.kind.${outage.kind}`)}</Tag>
        <h2><MiddleCut text={outage.title} keep={8} /></h2>
        <span className="card-extra"><Tag tone={toneOf(outage.state)}>{t(`outageState.${outage.state}`)}</Tag></span>
      </div>
      <div className="outage-facts">
        {outage.kind === 'camera'
          ? outage.camera && <span><Link to="/cameras/$id" params={{ id: outage.camera.id }} className="more">{t('outages.detail.file')}<Icon name="right" /></Link></span>
          : <span><b className={`outage-affected ${over ? '' : outage.kind === 'observer' ? 'state-unknown' : 'state-offline'}`}>{count(outage.affected)}</b> <span className="muted">{t(outage.kind === 'observer' ? 'outages.detail.unknown' : 'outages.detail.offline', { total: count(outage.total) })}</span></span>}
        <span><span className="muted">{t(over ? 'outages.detail.lasted' : 'outages.detail.lasting')}</span> <b>{stretch(endOf(outage, now) - Date.parse(outage.firstFailAt), true)}</b></span>
        <span><span className="muted">{t('outages.detail.first')}</span> <b>{fullTime(outage.firstFailAt)}</b></span>
        {share !== null && <span><span className="muted">{t('outages.detail.share')}</span> <b>−{share.toFixed(2)} %</b></span>}
      </div>
    </header>
  );
}

function Evidence({ detail }: { detail: OutageDetail }): ReactElement {
  const { t } = useTranslation();
  const times = detail.cameras.flatMap((camera) => (camera.firstFailAt === null ? [] : [Date.parse(camera.firstFailAt)]));
  const close = tightest(times);
  const word = close === null ? '' : close.ms <= togetherMs
    ? t('outages.detail.together', { total: detail.outage.total, n: close.n, s: (close.ms / 1000).toFixed(1) })
    : t('outages.detail.apart', { span: stretch(Math.max(...times) - Math.min(...times)), n: times.length });
  return (
    <section>
      <div className="proof-head"><h3>{t('outages.detail.evidence')}</h3><span className="muted">{word}</span></div>
      <FirstFailures times={times} />
      {detail.evidence.length === 0 ? <p className="muted proof-none">{t('outages.detail.noEvidence')}</p> : (
        <table className="table evidence">
          <thead><tr><th>{t('outages.detail.time')}</th><th>{t('outages.detail.target')}</th><th>{t('outages.detail.layer')}</th><th>{t('outages.detail.result')}</th><th>{t('outages.detail.prober')}</th></tr></thead>
          <tbody>
            {detail.evidence.map((row, i) => (
              <tr key={i}>
                <td className="mono muted" title={fullTime(row.at)}>{clockTime(row.at)}</td><td className="cut"><MiddleCut text={row.target} keep={6} /></td><td className="muted">{row.layer}</td>
                <td className="cut" title={row.result}>{t(`outages.result.${row.result.split(' · ')[0]}` as 'outages.result.up', { defaultValue: row.result })}</td><td className="muted">{row.prober ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Cameras({ detail: { cameras, outage } }: { detail: OutageDetail }): ReactElement | null {
  const { t } = useTranslation();
  if (outage.kind === 'camera' || cameras.length === 0) return null;
  return (
    <section className="affected">
      <div className="proof-head"><h3>{t('outages.detail.cameras')} <span className="muted">{count(cameras.length)}</span></h3>{outage.site && <Link to="/cameras" search={{ node: outage.site.id, state: 'offline' }} className="more">{t('outages.detail.ledger')}</Link>}</div>
      <ul>
        {cameras.slice(0, mostCameras).map((camera) => (
          <li key={camera.id}>
            <StateMark state={camera.state} label={t(`state.${camera.state}`)} />
            <Link to="/cameras/$id" params={{ id: camera.id }} className="plain affected-name"><MiddleCut text={camera.name} keep={6} /></Link>
            <span className="muted">{t(`pointClass.${camera.pointClass}` as 'pointClass.1', { defaultValue: String(camera.pointClass) })}</span>
            <span className="muted" title={fullTime(camera.firstFailAt)}>{camera.firstFailAt !== null && Date.now() - Date.parse(camera.firstFailAt) > 86_400_000 ? dayTime(camera.firstFailAt) : clockTime(camera.firstFailAt)}</span>
          </li>
        ))}
      </ul>
      {cameras.length > mostCameras && <p className="muted proof-none">{t('outages.detail.all', { n: cameras.length - mostCameras })}</p>}
    </section>
  );
}
