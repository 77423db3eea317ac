import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState, fullTime } from '../../ui/index.js';
import { cameraFieldsQuery, fieldName, fieldText } from '../cameras/fields.js';
import type { FileChange } from './queries.js';

/** Who changed what, from, to, and why. Rows are never edited or removed. */
export function ChangeTable({ changes }: { changes: readonly FileChange[] }): ReactElement {
  const { t, i18n } = useTranslation();
  const fields = useQuery(cameraFieldsQuery).data ?? [];
  if (changes.length === 0) return <EmptyState icon="list" title={t('file.changes.none')} note={t('file.changes.noneNote')} />;
  return (
    <table className="table change-table">
      <thead><tr><th>{t('file.changes.at')}</th><th>{t('file.changes.who')}</th><th>{t('cameras.bulk.field')}</th><th>{t('cameras.bulk.old')}</th><th>{t('cameras.bulk.new')}</th><th>{t('file.changes.why')}</th></tr></thead>
      <tbody>
        {changes.map((change) => {
          const field = fields.find((f) => f.key === change.field);
          const text = (value: unknown): string => fieldText(field, value, i18n.language) ?? t('cameras.bulk.empty');
          return (
            <tr key={change.id}>
              <td>{fullTime(change.at)}</td>
              <td>{change.personNumber ?? <span className="muted">{t('file.changes.system')}</span>}</td>
              <td>{field ? fieldName(field, i18n.language) : change.field}</td>
              <td className="muted change-value" title={text(change.old)}><s>{text(change.old)}</s></td>
              <td className="change-value" title={text(change.new)}>{text(change.new)}</td>
              <td className="muted change-value" title={change.why ?? ''}>{change.why ?? '–'}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
