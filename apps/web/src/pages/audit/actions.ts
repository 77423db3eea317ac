import type { TFunction } from 'i18next';
import type words from '../../i18n/zh-CN/audit.js';

type Action = keyof typeof words.actions;

/** Actions that have a word of their own; any other is shown by its code, never hidden. */
export const actionNames: readonly Action[] = [
  'log-in', 'log-out', 'set-up', 'refused', 'create-camera', 'edit-camera', 'edit-cameras', 'check-camera', 'export-ledger', 'start-import', 'apply-import', 'abandon-import',
  'start-discovery', 'cancel-discovery', 'accept-candidate', 'ignore-candidate', 'restore-candidate', 'resolve-candidate', 'create-site', 'edit-site',
  'create-credentials', 'change-password', 'retire-credentials', 'create-person', 'edit-person', 'disable-person', 'enable-person', 'reset-password', 'export-trail',
];

export function actionName(t: TFunction, action: string): string {
  const known = actionNames.find((name) => name === action);
  return known ? t(`audit.actions.${known}`) : action;
}
