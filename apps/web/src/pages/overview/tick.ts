import dayjs from 'dayjs';
import type { TrendSpan } from '../../api/index.js';

const formats: Record<TrendSpan, string> = { '24h': 'HH:mm', '30d': 'MM-DD', '12m': 'YYYY-MM' };

export const dayjsFormat = (at: string, span: TrendSpan): string => dayjs(at).format(formats[span]);
