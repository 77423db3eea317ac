import { useEffect, useRef } from 'react';

/** True while a person types: shortcuts are ignored there. */
export function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName);
}

/** A second key within this time completes a pair such as "g o". */
const pairMs = 1200;

/** Binds shortcuts while the component lives: single keys ('/', '?') and pairs ('g o'). Ignored in inputs and with Ctrl, Alt, Meta. */
export function useKeys(bindings: Readonly<Record<string, () => void>>): void {
  const latest = useRef(bindings);
  latest.current = bindings;
  useEffect(() => {
    let first: { key: string; at: number } | null = null;
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.isComposing || typing(event.target)) return;
      const pair = first !== null && event.timeStamp - first.at < pairMs ? `${first.key} ${event.key}` : null;
      const act = (pair === null ? undefined : latest.current[pair]) ?? latest.current[event.key];
      first = act ? null : { key: event.key, at: event.timeStamp };
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}
