import type { TFunction } from 'i18next';
import type words from '../../i18n/zh-CN/audit.js';

type Action = keyof typeof words.actions;

/** Actions that have a word of their own; any other is shown by its code, never hidden. */
export const actionNames: readonly Action[] = [
  'log-in', 'log-out', 'set-up', 'see-camera', 'check-camera', 'camera-enter', 'camera-edit', 'camera-bulk-edit', 'ledger-export', 'ledger-import', 'discovery-start',
  'discovery-cancel', 'candidates-accept', 'candidates-ignore', 'candidates-restore', 'candidate-resolve', 'organisation-import', 'node-enter', 'node-rename', 'site-enter',
  'site-change', 'credential-create', 'credential-replace', 'credential-retire', 'person-add', 'person-change', 'person-disable', 'person-enable', 'person-reset-password',
];

export function actionName(t: TFunction, action: string): string {
  const known = actionNames.find((name) => name === action);
  return known ? t(`audit.actions.${known}`) : action;
}
