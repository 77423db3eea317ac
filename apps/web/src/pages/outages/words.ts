import { useTranslation } from 'react-i18next';
import type { Outage, Reason } from '../../api/index.js';

/** The word of the person, and the code engineers search for: "拒绝连接 refused". */
export function useReasonText(): (reason: Reason | null) => string {
  const { t, i18n } = useTranslation();
  return (reason) => (reason === null ? '–' : i18n.language === 'zh-CN' ? `${t(`reason.${reason}`)} ${reason}` : t(`reason.${reason}`));
}

export type OutageTone = 'offline' | 'plain' | 'action' | 'online' | 'degraded';

/** Colour only where somebody may have to act. */
export function toneOf(state: Outage['state']): OutageTone {
  return state === 'open' ? 'offline' : state === 'recovering' ? 'action' : 'plain';
}

/** Until it ended, or until now. */
export const endOf = (outage: Outage, now: number): number => Date.parse(outage.recoveredAt ?? outage.closedAt ?? '') || now;
