import { blank, type CameraField } from './fields.js';

/** One line of the preview: this camera, this field, from, to. */
export interface BulkLine { readonly cameraId: string; readonly name: string; readonly field: string; readonly old: unknown; readonly new: unknown }
export interface BulkPreview { readonly lines: readonly BulkLine[]; readonly changed: number; readonly same: number }

/** Fields that name one camera cannot be given to many. */
const single = new Set(['name', 'gbCode', 'serial', 'mac', 'ip', 'ipv6', 'channel', 'lng', 'lat', 'longitude', 'latitude', 'onvifEndpoint', 'photos', 'privacyMasks', 'filingNo']);
export const forMany = (fields: readonly CameraField[]): CameraField[] => fields.filter((field) => !single.has(field.key));

export interface OldFile { readonly id: string; readonly name: string; readonly values: Readonly<Record<string, unknown>> }

/** Old beside new, camera by camera; a camera that already has every value is counted and left alone. */
export function previewBulk(files: readonly OldFile[], changes: Readonly<Record<string, unknown>>): BulkPreview {
  const lines: BulkLine[] = [];
  let changed = 0;
  for (const file of files) {
    const own = Object.entries(changes).filter(([field, value]) => !alike(file.values[field], value));
    if (own.length > 0) changed += 1;
    for (const [field, value] of own) lines.push({ cameraId: file.id, name: file.name, field, old: file.values[field] ?? null, new: value });
  }
  return { lines, changed, same: files.length - changed };
}

export function alike(a: unknown, b: unknown): boolean {
  if (blank(a) && blank(b)) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && [...a].map(String).sort().join() === [...b].map(String).sort().join();
  if (typeof a === 'object' || typeof b === 'object') return JSON.stringify(a) === JSON.stringify(b);
  return String(a) === String(b);
}
