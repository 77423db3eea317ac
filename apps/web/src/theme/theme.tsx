import { useSyncExternalStore } from 'react';
import { banner, stateTint, tokensOf, type Density, type ThemeName } from './tokens.js';

/** Look of this browser. Kept here and not on the server: a wall PC in a dark hall and a desk by the window differ for one person. */
export interface Look { readonly theme: ThemeName; readonly density: Density; readonly railCollapsed: boolean }

const key = 'fengsui.look';
const first: Look = { theme: 'dark', density: 'compact', railCollapsed: false };
const listeners = new Set<() => void>();
let look: Look = readLook();

function readLook(): Look {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return first;
    const k = kept as Partial<Look>;
    return {
      theme: k.theme === 'light' ? 'light' : 'dark',
      density: k.density === 'comfortable' ? 'comfortable' : 'compact',
      railCollapsed: k.railCollapsed === true,
    };
  } catch {
    return first; // private mode or a damaged value: the defaults are fine
  }
}

export function setLook(patch: Partial<Look>): void {
  look = { ...look, ...patch };
  try {
    localStorage.setItem(key, JSON.stringify(look));
  } catch {
    // storage is full or forbidden: the choice lasts until reload
  }
  applyLook();
  for (const listener of listeners) listener();
}

/** Writes the tokens to the document. By CSSOM, so that no inline style sheet is needed for them. */
export function applyLook(): void {
  const root = document.documentElement;
  root.dataset['theme'] = look.theme;
  root.dataset['density'] = look.density;
  root.style.colorScheme = look.theme;
  for (const [name, value] of Object.entries(tokensOf(look.theme))) root.style.setProperty(`--${name}`, value);
  root.style.setProperty('--tint', `${stateTint[look.theme] * 100}%`);
  root.style.setProperty('--selected-share', look.theme === 'dark' ? '13%' : '11%');
  root.style.setProperty('--banner-bg', banner.bg);
  root.style.setProperty('--banner-text', banner.text);
}

export function useLook(): Look {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => look,
  );
}
