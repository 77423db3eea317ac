import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outage } from '../../api/index.js';
import { count, MiddleCut, stretch, Tag, useNow } from '../../ui/index.js';
import { endOf, useReasonText } from './words.js';

export function RootTable({ outages, shown, onOpen }: { outages: readonly Outage[]; shown: string | null; onOpen: (id: string) => void }): ReactElement {
  const { t } = useTranslation();
  return (
    <table className="table roots">
      <colgroup><col /><col style={{ width: 176 }} /><col style={{ width: 84 }} /><col style={{ width: 132 }} /><col style={{ width: 108 }} /></colgroup>
      <thead><tr><th>{t('outages.cause')}</th><th>{t('outages.where')}</th><th className="num">{t('outages.affected')}</th><th className="num">{t('outages.lasting')}</th><th>{t('outages.state')}</th></tr></thead>
      <tbody>{outages.map((outage) => <RootRow key={outage.id} outage={outage} shown={outage.id === shown} onOpen={onOpen} />)}</tbody>
    </table>
  );
}

function RootRow({ outage, shown, onOpen }: { outage: Outage; shown: boolean; onOpen: (id: string) => void }): ReactElement {
  const { t } = useTranslation();
  const reason = useReasonText();
  const now = useNow(30_000);
  return (
    <tr className={shown ? 'selected' : ''} aria-selected={shown} onClick={() => onOpen(outage.id)}>
      <td>
        <div className="root-cell">
          <Tag>{t(`outages.kind.${outage.kind}`)}</Tag>
          <span className="root-words">
            <Link to="/outages/$id" params={{ id: outage.id }} search={(old: Record<string, unknown>) => old} className="plain" onClick={(event) => event.stopPropagation()}><b><MiddleCut text={outage.title} keep={6} /></b></Link>
            <span className="muted">{t('outages.ofTotal', { total: outage.total, affected: outage.affected })}{outage.reason === null ? '' : ` · ${reason(outage.reason)}`}</span>
          </span>
        </div>
      </td>
      <td>{outage.site?.name ?? '–'}</td>
      <td className="num"><b className={`root-affected ${outage.kind === 'observer' ? 'state-unknown' : outage.closedAt === null ? 'state-offline' : ''}`}>{count(outage.affected)}</b></td>
      <td className="num">{stretch(endOf(outage, now) - Date.parse(outage.firstFailAt))}</td>
      <td>{t(`outageState.${outage.state}`)}</td>
    </tr>
  );
}
