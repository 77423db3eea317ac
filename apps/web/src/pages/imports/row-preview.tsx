import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon, Loaded } from '../../ui/index.js';
import { alike } from '../cameras/bulk.js';
import { fieldName, fieldText, type CameraField } from '../cameras/fields.js';
import { fileQuery } from '../camera-file/queries.js';
import type { ImportRow, Mapping } from './queries.js';

interface Change { readonly field: string; readonly old: unknown; readonly new: unknown }

/** What an update row would change in the file that is there. The server's list is used when it sends one. */
export function RowPreview({ row, mapping, fields, onNext }: { row: ImportRow; mapping: Mapping; fields: readonly CameraField[]; onNext: () => void }): ReactElement {
  const { t } = useTranslation();
  const name = row.cells[Object.entries(mapping).find(([, field]) => field === 'name')?.[0] ?? ''] ?? '';
  return (
    <section className="panel row-preview" aria-label={t('imports.preview.title')}>
      <header className="panel-head">
        <h2>{t('imports.preview.title')}</h2><span className="note">{t('imports.preview.row', { no: row.no })} · {name}</span>
        <span className="panel-extra"><button type="button" className="more" onClick={onNext}>{t('imports.preview.next')} <Icon name="right" /></button></span>
      </header>
      {row.changes ? <Changes changes={row.changes} fields={fields} /> : row.cameraId === null ? null : <AgainstFile row={row} id={row.cameraId} mapping={mapping} fields={fields} />}
    </section>
  );
}

function AgainstFile({ row, id, mapping, fields }: { row: ImportRow; id: string; mapping: Mapping; fields: readonly CameraField[] }): ReactElement {
  const query = useQuery(fileQuery(id));
  return (
    <Loaded query={query}>
      {(file) => <Changes fields={fields} changes={Object.entries(mapping).flatMap(([letter, field]): Change[] => {
        const next = row.cells[letter] ?? '';
        return field in file.camera && next !== '' && !alike(file.camera[field], next) ? [{ field, old: file.camera[field], new: next }] : [];
      })} />}
    </Loaded>
  );
}

function Changes({ changes, fields }: { changes: readonly Change[]; fields: readonly CameraField[] }): ReactElement {
  const { t, i18n } = useTranslation();
  if (changes.length === 0) return <p className="muted row-preview-none">{t('imports.preview.same')}</p>;
  return (
    <table className="table">
      <tbody>
        {changes.map((change) => {
          const field = fields.find((f) => f.key === change.field);
          return (
            <tr key={change.field}>
              <td className="muted">{field ? fieldName(field, i18n.language) : change.field}</td>
              <td className="muted"><s>{fieldText(field, change.old, i18n.language) ?? t('imports.sheet.empty')}</s></td>
              <td>{fieldText(field, change.new, i18n.language) ?? t('imports.sheet.empty')}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
