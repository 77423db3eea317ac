import { useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldInput } from '../cameras/field-input.js';
import { asGroup, blank, byGroup, fieldName, fieldText, isRequired, type CameraField } from '../cameras/fields.js';

/** The file's fields by group, to read or to edit, with the groups and their gaps on the left. */
export function FieldForm({ fields, values, editing, draft = {}, onDraft, problems = {} }: {
  fields: readonly CameraField[]; values: Readonly<Record<string, unknown>>; editing: boolean;
  draft?: Readonly<Record<string, unknown>>; onDraft?: (field: string, value: unknown) => void; problems?: Readonly<Record<string, string>>;
}): ReactElement {
  const { t, i18n } = useTranslation();
  const body = useRef<HTMLDivElement>(null);
  const groups = byGroup(fields);
  const value = (field: CameraField): unknown => (field.key in draft ? draft[field.key] : values[field.key]);
  const gaps = (list: readonly CameraField[]): number => list.filter((field) => isRequired(field) && blank(value(field))).length;
  return (
    <div className="field-form">
      <nav className="field-groups" aria-label={t('file.form.groups')}>
        {groups.map(({ group, fields: list }) => (
          <button key={group} type="button" onClick={() => body.current?.querySelector(`[data-group="${group}"]`)?.scrollIntoView({ block: 'start' })}>
            <span>{t(`file.group.${asGroup(group)}`)}</span>
            {gaps(list) > 0 ? <span className="state-degraded">{t('file.form.gaps', { n: gaps(list) })}</span> : <span className="faint">{list.length}</span>}
          </button>
        ))}
      </nav>
      <div className="field-body" ref={body}>
        {groups.map(({ group, fields: list }) => (
          <fieldset key={group} data-group={group}>
            <legend>{t(`file.group.${asGroup(group)}`)}</legend>
            <div className="field-grid">
              {list.map((field) => {
                const id = `field-${field.key}`;
                const problem = problems[field.key];
                const changed = field.key in draft;
                return (
                  <div key={field.key} className={`field${field.type === 'text' ? ' wide' : long(value(field)) ? ' long' : ''}${changed ? ' changed' : ''}`}>
                    <label {...(editing ? { htmlFor: id } : {})}>{fieldName(field, i18n.language)}{isRequired(field) && <span className="faint" aria-hidden> *</span>}</label>
                    {editing && onDraft && field.editable !== false
                      ? <FieldInput id={id} field={field} value={value(field)} onChange={(next) => onDraft(field.key, next)} {...(problem === undefined ? {} : { status: 'error' as const })} />
                      : <Value field={field} value={value(field)} language={i18n.language} />}
                    {problem !== undefined && <span className="field-problem" role="alert">{problem}</span>}
                  </div>
                );
              })}
            </div>
          </fieldset>
        ))}
      </div>
    </div>
  );
}

/** Two columns for what would be cut in one. */
const long = (value: unknown): boolean => typeof value === 'string' && value.length > 18;

function Value({ field, value, language }: { field: CameraField; value: unknown; language: string }): ReactElement {
  const { t } = useTranslation();
  const text = fieldText(field, value, language);
  if (text !== null) return <span className="field-value" title={text}>{text}</span>;
  return <span className={isRequired(field) ? 'state-degraded' : 'faint'}>{t(isRequired(field) ? 'file.form.missing' : 'file.form.none')}</span>;
}
