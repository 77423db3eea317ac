import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { worstQuery, type WorstSite } from '../../api/index.js';
import { count, EmptyState, Loaded, MiddleCut, Panel, percent, RateBar, Spark } from '../../ui/index.js';

/** Where to act first: most offline cameras on top. Sites where nothing is offline or unknown are not "worst". */
export function WorstPanel(): ReactElement {
  const { t } = useTranslation();
  const query = useQuery(worstQuery(10));
  const rows = (query.data ?? []).filter((site) => site.offline > 0 || site.unknown > 0);
  return (
    <Panel title={t('overview.worst.title', { n: query.data === undefined || rows.length === 0 ? 10 : rows.length })} note={t('overview.worst.note')} flush className="worst-panel">
      <Loaded query={query} rows={6}>
        {() => (rows.length === 0 ? <EmptyState icon="check" title={t('overview.worst.none')} note={t('overview.worst.noneNote')} /> : <WorstTable rows={rows} />)}
      </Loaded>
    </Panel>
  );
}

function WorstTable({ rows }: { rows: readonly WorstSite[] }): ReactElement {
  const { t } = useTranslation();
  return (
    <table className="table worst">
      <colgroup>{[46, 116, 90, 276, 80, 76, 128, 100, null, 84].map((width, i) => <col key={i} {...(width === null ? {} : { style: { width } })} />)}</colgroup>
      <thead>
        <tr>
          <th><span className="visually-hidden">#</span></th><th>{t('overview.worst.site')}</th><th>{t('overview.worst.police')}</th><th>{t('overview.worst.rate')}</th><th className="num">{t('overview.worst.offline')}</th><th className="num">{t('overview.worst.unknown')}</th>
          <th className="mid">{t('overview.worst.spark')}</th><th className="num">{t('overview.worst.delta')}</th><th>{t('overview.worst.cause')}</th><th><span className="visually-hidden">{t('overview.worst.view')}</span></th>
        </tr>
      </thead>
      <tbody>{rows.map((site, i) => <WorstRow key={site.siteId} site={site} place={i + 1} />)}</tbody>
    </table>
  );
}

function WorstRow({ site, place }: { site: WorstSite; place: number }): ReactElement {
  const { t } = useTranslation();
  return (
    <tr>
      <td className="num muted">{place}</td>
      <td><Link to="/cameras" search={{ node: site.siteId }} className="plain"><b><MiddleCut text={site.name} keep={4} /></b></Link></td>
      <td className="muted">{site.police ?? '–'}</td>
      <td><span className="worst-rate"><b>{percent(site.rate)}</b><RateBar rate={site.rate} width={150} /><span className="muted">{site.rate.num}/{site.rate.den}</span></span></td>
      <td className="num">{site.offline > 0 ? <b className="state-offline">{count(site.offline)}</b> : <span className="muted">–</span>}</td>
      <td className="num muted">{site.unknown > 0 ? count(site.unknown) : '–'}</td>
      <td className="mid"><Spark values={site.spark} width={98} height={20} /></td>
      <td className="num"><Delta value={site.deltaPct} /></td>
      <td>{site.cause === null ? <span className="muted">{t('overview.worst.single')}</span> : site.outageId === null ? <Cause text={site.cause} /> : <Link to="/outages/$id" params={{ id: site.outageId }} className="plain"><Cause text={site.cause} /></Link>}</td>
      <td className="num">{site.outageId === null ? <Link to="/cameras" search={{ node: site.siteId, state: 'offline' }}>{t('overview.worst.view')}</Link> : <Link to="/outages/$id" params={{ id: site.outageId }}>{t('overview.worst.view')}</Link>}</td>
    </tr>
  );
}

/** The server names a reason (`timeout`) or a cause in words: "switch B3-2 down (12)": the number under the cause stays quiet. */
function Cause({ text }: { text: string }): ReactElement {
  const { t, i18n } = useTranslation();
  if (i18n.exists(`reason.${text}`)) return <>{t('overview.worst.whole', { reason: t(`reason.${text}` as 'reason.timeout') })}</>;
  const [, words = text, under] = /^(.*?)\s*([(（]\d+[)）])$/.exec(text) ?? [];
  return <>{words}{under !== undefined && <span className="muted"> {under}</span>}</>;
}

/** Only a fall of more than five points stands out; small moves are weather. */
const steep = -5;

function Delta({ value }: { value: number | null }): ReactElement {
  const { t } = useTranslation();
  if (value === null) return <span className="muted">{t('overview.worst.noDelta')}</span>;
  const text = `${value > 0 ? '+' : value < 0 ? '−' : ''}${Math.abs(value).toFixed(1)}`;
  return (
    <span className={value <= steep ? 'delta steep' : 'delta'} title={`${text} ${t('overview.worst.points')}`}>
      {value !== 0 && <svg width="9" height="8" viewBox="0 0 9 8" aria-hidden><path d={value > 0 ? 'M4.5 0 9 8H0z' : 'M0 0h9L4.5 8z'} fill="currentColor" /></svg>}
      {text}
    </span>
  );
}
