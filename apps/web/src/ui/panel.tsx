import type { ReactElement, ReactNode } from 'react';

/** One border; sections inside are split by hairlines, never by boxes in boxes. `headless` panels bring their own first line. */
export function Panel({ title, note, extra, children, className = '', flush = false, label }: {
  title?: ReactNode; note?: ReactNode; extra?: ReactNode; children: ReactNode; className?: string; flush?: boolean; label?: string;
}): ReactElement {
  return (
    <section className={`panel ${className}`} aria-label={label ?? (typeof title === 'string' ? title : undefined)}>
      {title !== undefined && (
        <header className="panel-head">
          <h2>{title}</h2>
          {note !== undefined && <span className="note">{note}</span>}
          {extra !== undefined && <span className="panel-extra">{extra}</span>}
        </header>
      )}
      <div className={flush ? 'panel-body flush' : 'panel-body'}>{children}</div>
    </section>
  );
}

export const Hairline = (): ReactElement => <hr className="hairline" />;

/** Quiet 20 px label; `tone` only when somebody may have to act. */
export function Tag({ children, tone = 'plain', title }: { children: ReactNode; tone?: 'plain' | 'action' | 'degraded' | 'offline' | 'online'; title?: string }): ReactElement {
  return <span className={`tag tag-${tone}`} title={title}>{children}</span>;
}

/** Title line of a page: name, one muted fact, and what can be done on the right. */
export function PageHead({ title, note, children, extra }: { title: ReactNode; note?: ReactNode; children?: ReactNode; extra?: ReactNode }): ReactElement {
  return (
    <div className="page-head">
      <h1>{title}</h1>
      {note !== undefined && <span className="note">{note}</span>}
      {children}
      {extra !== undefined && <span className="page-extra">{extra}</span>}
    </div>
  );
}

/** Label above or beside a value in a list of facts. */
export function Fact({ name, children }: { name: ReactNode; children: ReactNode }): ReactElement {
  return <div className="fact"><dt>{name}</dt><dd>{children}</dd></div>;
}
