import type { TFunction } from 'i18next';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { since, StateMark, Tag } from '../../ui/index.js';
import type { GridColumn } from '../cameras/grid.js';
import type { Candidate, CandidateAuth } from './queries.js';

export function candidateColumns(t: TFunction, siteName: (id: string) => string | undefined): GridColumn<Candidate>[] {
  const dash = <span className="faint">—</span>;
  return [
    { key: 'ip', title: t('discovery.column.ip'), min: 148, sort: 'ip', cell: (c) => <code>{c.ip}{c.httpPort === null || c.httpPort === 80 ? '' : `:${c.httpPort}`}</code> },
    { key: 'identity', title: t('discovery.column.identity'), min: 200, grow: 1.4, cell: (c) => <Identity candidate={c} /> },
    { key: 'serial', title: t('discovery.column.serial'), min: 190, grow: 1, quiet: true, cell: (c) => <span className="grid-two"><code>{c.serial ?? '—'}</code><code className="faint">{c.mac ?? t('discovery.noMac')}</code></span> },
    { key: 'channels', title: t('discovery.column.channels'), min: 56, align: 'right', cell: (c) => c.channels?.length ?? dash },
    { key: 'auth', title: t('discovery.column.auth'), min: 148, cell: (c) => <Auth auth={c.auth} /> },
    { key: 'relation', title: t('discovery.column.relation'), min: 190, grow: 1, cell: (c) => <RelationWord candidate={c} /> },
    { key: 'site', title: t('discovery.column.site'), min: 110, grow: 0.7, quiet: true, cell: (c) => c.site?.name ?? (c.siteId === null ? <span className="faint">{t('discovery.noSite')}</span> : siteName(c.siteId) ?? '—') },
    { key: 'source', title: t('discovery.column.source'), min: 96, quiet: true, cell: (c) => <span title={c.sources.join(' ')}>{c.sources.map((source) => sourceName(t, source)).join(' + ')}</span> },
    { key: 'seen', title: t('discovery.column.seen'), min: 96, quiet: true, sort: 'lastSeenAt', cell: (c) => <span title={c.lastSeenAt}>{t('discovery.ago', { for: since(c.lastSeenAt) })}</span> },
  ];
}

function sourceName(t: TFunction, source: string): string {
  const known = (['onvif', 'range-sweep', 'multicast', 'unicast', 'sweep'] as const).find((s) => s === source);
  return known ? t(`discovery.source.${known}`) : source;
}

function Identity({ candidate }: { candidate: Candidate }): ReactElement {
  const known = [candidate.manufacturer, candidate.model].filter(Boolean).join(' ');
  return (
    <span className="grid-two">
      <span title={known}>{known !== '' ? known : candidate.brandHint ?? candidate.name ?? '—'}</span>
      <span className="faint">{[candidate.firmware, known === '' ? null : candidate.name].filter(Boolean).join(' · ') || ' '}</span>
    </span>
  );
}

/** In words, with what it means for the next step; never "failed" alone. */
function Auth({ auth }: { auth: CandidateAuth }): ReactElement {
  const { t } = useTranslation();
  const tone = auth === 'accepted' || auth === 'none-needed' ? 'online' : auth === 'rejected' || auth === 'locked' ? 'degraded' : 'unknown';
  return <span className="state-word" title={t(`discovery.authNote.${auth}`)}><StateMark state={tone} size={11} /><span>{t(`discovery.auth.${auth}`)}</span></span>;
}

function RelationWord({ candidate }: { candidate: Candidate }): ReactElement {
  const { t } = useTranslation();
  const { relation, matched } = candidate;
  const tone = relation === 'duplicate' ? 'degraded' : relation === 'moved' || relation === 'replaced' ? 'action' : 'plain';
  return (
    <span title={t(`discovery.relationNote.${relation}`)}>
      <Tag tone={tone}>{t(`discovery.relation.${relation}`)}</Tag>
      {matched?.name != null && <span className="muted"> {matched.name}</span>}
      {relation === 'moved' && matched?.ip != null && <code className="faint"> {matched.ip} →</code>}
    </span>
  );
}
