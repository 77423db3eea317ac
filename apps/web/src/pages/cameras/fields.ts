import { queryOptions } from '@tanstack/react-query';
import { api, ApiFault } from '../../api/index.js';
import type { Language } from '../../i18n/index.js';

/** One field of a camera's file as the inventory room describes it; forms, bulk edit and import mapping are made from this list. */
export interface CameraField {
  readonly key: string; readonly zh: string; readonly en: string; readonly group: string;
  readonly type: string; readonly required: boolean | string; readonly editable?: boolean; readonly options?: readonly FieldOption[];
}
export interface FieldOption { readonly value: string; readonly zh: string; readonly en: string }
export type FieldValue = unknown;

interface SentField { key: string; zh?: string; en?: string; group?: string; type?: string; required?: boolean | string; editable?: boolean; computed?: boolean; options?: readonly (string | number | Partial<FieldOption>)[] }

/** Sent lists differ in how they write options; one form is used from here on. */
export function readFields(sent: unknown): CameraField[] {
  const list = Array.isArray(sent) ? sent : ((sent as { fields?: unknown } | null)?.fields ?? []);
  if (!Array.isArray(list)) return [];
  return (list as SentField[]).map((f) => ({
    key: f.key, zh: f.zh ?? f.key, en: f.en ?? f.key, group: f.group ?? 'other', type: f.type ?? 'string', required: f.required ?? false,
    editable: f.editable ?? !(f.computed ?? false),
    ...(f.options && f.options.length > 0 ? { options: f.options.map(readOption) } : {}),
  }));
}

function readOption(option: string | number | Partial<FieldOption>): FieldOption {
  if (typeof option !== 'object') return { value: String(option), zh: String(option), en: String(option) };
  const value = String(option.value ?? '');
  return { value, zh: option.zh ?? option.en ?? value, en: option.en ?? option.zh ?? value };
}

export const cameraFieldsQuery = queryOptions({
  queryKey: ['camera-fields'],
  queryFn: async ({ signal }) => readFields(await api.get<unknown>('/camera-fields', {}, signal)),
  staleTime: Infinity,
  retry: (count, error) => count < 2 && !(error instanceof ApiFault && error.kind === 'missing'),
});

export const isRequired = (field: CameraField): boolean => field.required === true || field.required === 'R';
export const fieldName = (field: CameraField, language: string): string => (asChinese(language) ? field.zh : field.en);
const asChinese = (language: string): boolean => language !== ('en-US' satisfies Language);

export function optionName(field: CameraField, value: unknown, language: string): string | null {
  const option = field.options?.find((o) => o.value === String(value));
  return option ? (asChinese(language) ? option.zh : option.en) : null;
}

export const blank = (value: unknown): boolean => value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** A value as a person reads it; null when there is none, so that the caller can say so in its own way. */
export function fieldText(field: CameraField | undefined, value: unknown, language: string): string | null {
  if (blank(value)) return null;
  if (Array.isArray(value)) return value.map((v) => fieldText(field, v, language) ?? '').join('、');
  if (typeof value === 'boolean') return value ? (asChinese(language) ? '是' : 'yes') : (asChinese(language) ? '否' : 'no');
  if (typeof value === 'object') return describe(value as Record<string, unknown>);
  const named = field ? optionName(field, value, language) : null;
  if (named !== null) return named;
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? value.slice(0, 10) : String(value);
}

function describe(value: Record<string, unknown>): string {
  if (typeof value['name'] === 'string') return value['name'];
  return Object.entries(value).filter(([, v]) => !blank(v) && typeof v !== 'object').map(([k, v]) => `${k} ${String(v)}`).join('，');
}

/** Fields in the order sent, cut by group. */
export function byGroup(fields: readonly CameraField[]): { group: string; fields: CameraField[] }[] {
  const groups = new Map<string, CameraField[]>();
  for (const field of fields) {
    const list = groups.get(field.group);
    if (list) list.push(field);
    else groups.set(field.group, [field]);
  }
  return [...groups].map(([group, list]) => ({ group, fields: list }));
}

export const groupNames = ['identity', 'place', 'kind', 'security', 'network', 'recording', 'management', 'state', 'other'] as const;
export type GroupName = (typeof groupNames)[number];
export const asGroup = (group: string): GroupName => ((groupNames as readonly string[]).includes(group) ? (group as GroupName) : 'other');

/** Fields a person may type: not computed, not the trees (moving a camera between places is its own act). */
export const editable = (fields: readonly CameraField[]): CameraField[] => fields.filter((f) => f.editable !== false && f.group !== 'state' && f.key !== 'id');
