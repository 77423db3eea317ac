import type { KeyboardEvent, ReactElement, ReactNode } from 'react';

export interface SegmentedItem<K extends string> { readonly key: K; readonly label: ReactNode; readonly count?: number }

/** Flat tabs of 26 px in one frame. Arrow keys move, as the tab pattern asks. */
export function Segmented<K extends string>({ items, value, onChange, label }: {
  items: readonly SegmentedItem<K>[]; value: K; onChange: (key: K) => void; label: string;
}): ReactElement {
  const move = (event: KeyboardEvent<HTMLDivElement>): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const at = items.findIndex((item) => item.key === value);
    const next = items[(at + step + items.length) % items.length];
    if (!next) return;
    onChange(next.key);
    event.currentTarget.querySelectorAll<HTMLButtonElement>('button')[items.indexOf(next)]?.focus();
  };
  return (
    <div className="segmented" role="tablist" aria-label={label} onKeyDown={move}>
      {items.map((item) => (
        <button key={item.key} type="button" role="tab" aria-selected={item.key === value} tabIndex={item.key === value ? 0 : -1} onClick={() => onChange(item.key)}>
          {item.label}
          {item.count !== undefined && <span className="segmented-count">{item.count}</span>}
        </button>
      ))}
    </div>
  );
}
