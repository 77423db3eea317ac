import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { count } from '../../ui/index.js';
import { pageNumbers } from './grid.js';

/** "1–100 of 1,352" and page numbers; nothing to page, no numbers. */
export function Pager({ page, size, total, onPage }: { page: number; size: number; total: number; onPage: (page: number) => void }): ReactElement | null {
  const { t } = useTranslation();
  if (total === 0) return null;
  const pages = Math.max(1, Math.ceil(total / size));
  return (
    <>
      <span className="muted">{t('ui.page', { from: count((page - 1) * size + 1), to: count(Math.min(page * size, total)), total: count(total) })}</span>
      {pages > 1 && (
        <nav className="pager" aria-label={t('cameras.grid.pages')}>
          {pageNumbers(page, pages).map((p, i) => (p === null
            ? <span key={`gap${i}`} className="gap" aria-hidden>…</span>
            : <button key={p} type="button" {...(p === page ? { 'aria-current': 'page' as const } : {})} onClick={() => onPage(p)}>{p}</button>))}
        </nav>
      )}
    </>
  );
}
