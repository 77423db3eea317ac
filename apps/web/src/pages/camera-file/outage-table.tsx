import { Link } from '@tanstack/react-router';
import dayjs from 'dayjs';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNow, type Outage } from '../../api/index.js';
import { EmptyState, stretch } from '../../ui/index.js';

export function OutageTable({ outages }: { outages: readonly Outage[] }): ReactElement {
  const { t } = useTranslation();
  if (outages.length === 0) return <EmptyState icon="check" title={t('file.outages.none')} note={t('file.outages.noneNote')} />;
  return (
    <table className="table">
      <thead><tr><th>{t('file.outages.span')}</th><th className="num">{t('file.outages.length')}</th><th>{t('file.outages.cause')}</th><th>{t('file.outages.state')}</th></tr></thead>
      <tbody>
        {outages.map((outage) => (
          <tr key={outage.id}>
            <td><Link to={`/outages/${outage.id}`}>{spanText(outage, t('outageState.open'))}</Link></td>
            <td className="num">{stretch((outage.recoveredAt === null ? serverNow() : Date.parse(outage.recoveredAt)) - Date.parse(outage.firstFailAt))}</td>
            <td>{[outage.kind === 'camera' ? null : outage.title, outage.reason === null ? null : t(`reason.${outage.reason}`)].filter(Boolean).join(' · ') || t('file.outages.unknown')}</td>
            <td className={outage.state === 'open' ? 'state-offline' : 'muted'}>{t(`outageState.${outage.state}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** "11-07 09:12 – 10:40", with the second date only when the outage went past midnight. */
export function spanText(outage: Pick<Outage, 'firstFailAt' | 'recoveredAt'>, open: string): string {
  const from = dayjs(outage.firstFailAt);
  if (outage.recoveredAt === null) return `${from.format('MM-DD HH:mm')} – ${open}`;
  const to = dayjs(outage.recoveredAt);
  return `${from.format('MM-DD HH:mm')} – ${to.isSame(from, 'day') ? to.format('HH:mm') : to.format('MM-DD HH:mm')}`;
}

export const totalHours = (outages: readonly Outage[], now = serverNow()): string =>
  (outages.reduce((sum, o) => sum + ((o.recoveredAt === null ? now : Date.parse(o.recoveredAt)) - Date.parse(o.firstFailAt)), 0) / 3_600_000).toFixed(1);
