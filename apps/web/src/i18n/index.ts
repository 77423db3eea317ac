import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type zhCN from './zh-CN/index.js';

/** Chinese is the language the console is written in; English must have the same keys (i18n.spec.ts). One language is loaded at a time. */
export type Language = 'zh-CN' | 'en-US';
export const languages: readonly Language[] = ['zh-CN', 'en-US'];
export type Words = typeof zhCN;

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: Words };
    returnNull: false;
  }
}

const key = 'fengsui.language';
const load: Record<Language, () => Promise<{ default: Shape<Words> }>> = {
  'zh-CN': () => import('./zh-CN/index.js'),
  'en-US': () => import('./en-US/index.js'),
};

/** The same keys, other strings. */
export type Shape<T> = { readonly [K in keyof T]: T[K] extends string ? string : Shape<T[K]> };

export const asLanguage = (text: string | null | undefined): Language => (text?.startsWith('en') ? 'en-US' : 'zh-CN');

export function keptLanguage(): Language | null {
  try {
    const kept = localStorage.getItem(key);
    return kept === null ? null : asLanguage(kept);
  } catch {
    return null; // private mode: Chinese first
  }
}

export async function openI18n(language: Language = keptLanguage() ?? 'zh-CN'): Promise<i18n> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    interpolation: { escapeValue: false }, // React escapes
    resources: { [language]: { translation: (await load[language]()).default } },
    returnNull: false,
  });
  document.documentElement.lang = language;
  return i18next;
}

export async function chooseLanguage(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    i18next.addResourceBundle(language, 'translation', (await load[language]()).default);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  try {
    localStorage.setItem(key, language);
  } catch {
    // forbidden storage: the choice lasts until reload
  }
}
