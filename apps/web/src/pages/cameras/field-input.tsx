import { Input, InputNumber, Select, Switch } from 'antd';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldName, type CameraField } from './fields.js';

/** The input a field of the file asks for. Values go out in the type the server checks: numbers as numbers, empty as null. */
export function FieldInput({ field, value, onChange, status, id }: { field: CameraField; value: unknown; onChange: (value: unknown) => void; status?: 'error' | 'warning'; id?: string }): ReactElement {
  const { t, i18n } = useTranslation();
  const label = fieldName(field, i18n.language);
  const common = { 'aria-label': label, ...(id === undefined ? {} : { id }), ...(status === undefined ? {} : { status }) };
  if (field.options) return <Choice field={field} value={value} onChange={onChange} common={common} language={i18n.language} />;
  switch (field.type) {
    case 'boolean':
    case 'bool':
      return <Switch {...(id === undefined ? {} : { id })} aria-label={label} size="small" checked={value === true} onChange={onChange} />;
    case 'integer':
    case 'int':
    case 'number':
    case 'decimal':
      return <InputNumber {...common} className="field-number" value={typeof value === 'number' || (typeof value === 'string' && value !== '') ? Number(value) : null} {...(isWhole(field.type) ? { precision: 0 } : {})} onChange={(n) => onChange(n ?? null)} />;
    case 'date':
      return <Input {...common} className="field-date" placeholder="2027-06-30" maxLength={10} value={dateText(value)} onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)} />;
    case 'text':
      return <Input.TextArea {...common} autoSize={{ minRows: 1, maxRows: 4 }} maxLength={2000} value={plain(value)} onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)} />;
    default:
      return <Input {...common} value={plain(value)} placeholder={field.required === true ? t('file.form.required') : ''} onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)} />;
  }
}

const isWhole = (type: string): boolean => type === 'integer' || type === 'int';
const plain = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
const dateText = (value: unknown): string => plain(value).slice(0, 10);

function Choice({ field, value, onChange, common, language }: { field: CameraField; value: unknown; onChange: (value: unknown) => void; common: Record<string, unknown>; language: string }): ReactElement {
  const options = (field.options ?? []).map((o) => ({ value: o.value, label: language === 'en-US' ? o.en : o.zh }));
  const numeric = ['integer', 'int', 'number'].includes(field.type) || typeof value === 'number';
  const out = (text: string): string | number => (numeric ? Number(text) : text);
  if (field.type === 'set' || field.type === 'list' || Array.isArray(value)) {
    const many = (Array.isArray(value) ? value : []).map(String);
    return <Select {...common} mode="multiple" value={many} options={options} onChange={(next) => onChange(next.map(out))} />;
  }
  const one = value === null || value === undefined || value === '' ? null : String(value);
  return <Select {...common} allowClear showSearch={{ optionFilterProp: 'label' }} value={one} options={options} onChange={(next: string | null | undefined) => onChange(next === null || next === undefined ? null : out(next))} />;
}
