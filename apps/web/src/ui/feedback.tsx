import type { UseQueryResult } from '@tanstack/react-query';
import { useEffect, useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiFault } from '../api/client.js';
import { Icon, type IconName } from './icons.js';

/** Names the cause (nothing in scope, filter hides all, not imported yet) and offers the one step that helps. */
export function EmptyState({ icon = 'filter', title, note, action }: { icon?: IconName; title: ReactNode; note?: ReactNode; action?: ReactNode }): ReactElement {
  return (
    <div className="feedback" role="status">
      <Icon name={icon} size={22} />
      <b>{title}</b>
      {note !== undefined && <span className="muted">{note}</span>}
      {action}
    </div>
  );
}

/** The sentence for the person in front: the server's own words in Chinese, else the English message. */
export function useFaultText(): (error: unknown) => string {
  const { i18n, t } = useTranslation();
  return (error) => {
    if (error instanceof ApiFault) return i18n.language === 'zh-CN' ? (error.zh ?? error.message) : error.message;
    return error instanceof Error ? error.message : t('ui.failed');
  };
}

/** What failed, whether it retries, what to do, and the trace to read out. */
export function ErrorState({ error, title, onRetry }: { error: unknown; title?: ReactNode; onRetry?: () => void }): ReactElement {
  const { t } = useTranslation();
  const text = useFaultText();
  const fault = error instanceof ApiFault ? error : null;
  const head = title ?? (fault?.status === 403 ? t('ui.forbidden') : fault?.kind === 'missing' ? t('ui.gone') : t('ui.failed'));
  return (
    <div className="feedback" role="alert">
      <span className="feedback-warning"><Icon name="warning" size={24} /></span>
      <b>{head}</b>
      <span className="muted">{text(error)}{fault?.worthRetrying === true ? `，${t('ui.notRetrying')}` : ''}</span>
      {fault?.trace != null && <code className="faint">{t('ui.trace')} {fault.trace}</code>}
      {onRetry && <button type="button" className="btn" onClick={onRetry}>{t('ui.retry')}</button>}
    </div>
  );
}

/** True once `waiting` has lasted; a flash of grey bars on a fast answer is noise. */
export function useSlow(waiting: boolean, afterMs = 300): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!waiting) {
      setSlow(false);
      return undefined;
    }
    const timer = setTimeout(() => setSlow(true), afterMs);
    return () => clearTimeout(timer);
  }, [waiting, afterMs]);
  return waiting && slow;
}

export function Skeleton({ rows = 4 }: { rows?: number }): ReactElement | null {
  const { t } = useTranslation();
  const slow = useSlow(true);
  if (!slow) return null;
  return (
    <div className="skeleton" role="status" aria-label={t('ui.loading')}>
      {Array.from({ length: rows }, (_, i) => <i key={i} style={{ width: `${[92, 66, 84, 74][i % 4] ?? 80}%` }} />)}
    </div>
  );
}

/** "Updating, old data kept": said only when a refetch takes noticeable time. */
export function Updating({ busy }: { busy: boolean }): ReactElement | null {
  const { t } = useTranslation();
  const slow = useSlow(busy, 800);
  return slow ? <span className="updating" role="status"><Icon name="refresh" size={13} />{t('ui.updating')}</span> : null;
}

/** Draws the answer of a query: old data stays while the new one comes; a failure without data is an ErrorState. */
export function Loaded<T>({ query, rows = 4, children }: { query: UseQueryResult<T>; rows?: number; children: (data: T) => ReactNode }): ReactElement {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return <Skeleton rows={rows} />;
}
