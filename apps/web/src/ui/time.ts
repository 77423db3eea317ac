import dayjs from 'dayjs';
import i18next from 'i18next';
import { useEffect, useState } from 'react';
import { serverNow } from '../api/live.js';

/** 24-hour, server time as sent. */
export const fullTime = (at: string | number | null | undefined): string => (at == null ? '–' : dayjs(at).format('YYYY-MM-DD HH:mm:ss'));
export const dayTime = (at: string | number | null | undefined): string => (at == null ? '–' : dayjs(at).format('MM-DD HH:mm'));
export const clockTime = (at: string | number | null | undefined): string => (at == null ? '–' : dayjs(at).format('HH:mm:ss'));
export const day = (at: string | number | null | undefined): string => (at == null ? '–' : dayjs(at).format('MM-DD'));

/** A stretch of time in at most two units: 47 s, 22 min, 1 h 44 min, 1 d 19 h. */
export function stretch(ms: number, precise = false): string {
  const t = i18next.t.bind(i18next);
  const s = Math.max(0, Math.floor(ms / 1000));
  if (s < 60) return t('ui.ago.seconds', { n: s });
  const m = Math.floor(s / 60);
  if (m < 60) return precise && s % 60 > 0 ? t('ui.ago.minutesSeconds', { m, s: s % 60 }) : t('ui.ago.minutes', { n: m });
  const h = Math.floor(m / 60);
  if (h < 24) return m % 60 > 0 ? t('ui.ago.hoursMinutes', { h, m: m % 60 }) : t('ui.ago.hours', { n: h });
  const d = Math.floor(h / 24);
  return h % 24 > 0 && d < 10 ? t('ui.ago.daysHours', { d, h: h % 24 }) : t('ui.ago.days', { n: d });
}

/** How long since a server time, by the server's clock. */
export const since = (at: string | null | undefined, now = serverNow(), precise = false): string => (at == null ? '–' : stretch(now - Date.parse(at), precise));

/** Server time now, renewed every `everyMs`; the component redraws with it. */
export function useNow(everyMs = 1000): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
