import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { api, keys } from '../../api/index.js';
import { Icon, Tag, useFaultText } from '../../ui/index.js';
import { ledgerKey } from '../cameras/queries.js';
import { SiteSelect } from '../cameras/site-select.js';
import { sitesQuery } from '../settings/queries.js';
import { acceptPreview } from './accept-preview.js';
import type { AcceptAnswer, Candidate } from './queries.js';

/** Into which site, and what will stand in the ledger then. Nothing is written before the button. */
export function Accept({ candidates, open, onClose, onDone }: { candidates: readonly Candidate[]; open: boolean; onClose: () => void; onDone: (answer: AcceptAnswer) => void }): ReactElement {
  const { t } = useTranslation();
  return <Drawer open={open} onClose={onClose} size={760} destroyOnHidden className="bulk-drawer" title={t('discovery.accept.title', { n: candidates.length })}>{open && <AcceptForm candidates={candidates} onClose={onClose} onDone={onDone} />}</Drawer>;
}

function AcceptForm({ candidates, onClose, onDone }: { candidates: readonly Candidate[]; onClose: () => void; onDone: (answer: AcceptAnswer) => void }): ReactElement {
  const { t } = useTranslation();
  const text = useFaultText();
  const queries = useQueryClient();
  const sites = useQuery(sitesQuery).data ?? [];
  const guess = useMemo(() => {
    const ids = new Set(candidates.map((c) => c.siteId));
    const [only] = ids;
    return ids.size === 1 && typeof only === 'string' ? only : null;
  }, [candidates]);
  const [siteId, setSiteId] = useState<string | null>(guess);
  const site = sites.find((s) => s.id === siteId);
  const preview = acceptPreview(candidates, site);
  const accept = useMutation({
    mutationFn: () => api.post<AcceptAnswer | null>('/candidates/accept', { ids: candidates.map((c) => c.id), siteId }),
    onSuccess: async (answer) => {
      await Promise.all([queries.invalidateQueries({ queryKey: keys.candidates }), queries.invalidateQueries({ queryKey: ledgerKey }), queries.invalidateQueries({ queryKey: keys.tree })]);
      onDone(answer ?? {});
    },
  });
  return (
    <div className="bulk">
      <div className="bulk-fields">
        <div className="bulk-field"><label htmlFor="accept-site">{t('discovery.accept.site')}</label><SiteSelect id="accept-site" value={siteId} onChange={setSiteId} /></div>
        <p className="note">
          {t('discovery.accept.sum', { devices: preview.devices, cameras: preview.cameras })}
          {preview.moved > 0 && ` ${t('discovery.accept.moved', { n: preview.moved })}`}
        </p>
        {preview.outside > 0 && <p className="note state-degraded"><Icon name="warning" size={13} /> {t('discovery.accept.outside', { n: preview.outside, cidrs: site?.cidrs.join('、') ?? '' })}</p>}
        {preview.noPassword > 0 && <p className="note state-degraded"><Icon name="warning" size={13} /> {t('discovery.accept.noPassword', { n: preview.noPassword })}</p>}
      </div>
      <div className="bulk-preview">
        <table className="table">
          <thead><tr><th>{t('discovery.column.ip')}</th><th>{t('discovery.column.identity')}</th><th>{t('discovery.accept.effect')}</th><th className="num">{t('discovery.column.channels')}</th></tr></thead>
          <tbody>
            {preview.lines.map((line) => (
              <tr key={line.id}>
                <td><code>{line.ip}</code></td>
                <td className="bulk-name">{line.identity ?? '—'}</td>
                <td><Tag tone={line.effect === 'add' ? 'plain' : 'action'}>{t(`discovery.effect.${line.effect}`)}</Tag>{line.outside && <span className="state-degraded note"> {t('discovery.accept.outsideOne')}</span>}</td>
                <td className="num">{line.channels}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="drawer-foot">
        <span className="grow">{accept.isError && <span className="state-degraded foot-error" role="alert">{t('discovery.accept.failed')}：{text(accept.error)}</span>}</span>
        <Button onClick={onClose}>{t('ui.cancel')}</Button>
        <Button type="primary" disabled={siteId === null} loading={accept.isPending} onClick={() => accept.mutate()}>{t('discovery.accept.go', { n: candidates.length })}</Button>
      </div>
    </div>
  );
}
