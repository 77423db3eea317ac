import enUS from './en-US/index.js';
import { asLanguage } from './index.js';
import zhCN from './zh-CN/index.js';

type Words = { readonly [key: string]: string | Words };

function flat(words: Words, at = ''): Map<string, string> {
  const out = new Map<string, string>();
  for (const [key, value] of Object.entries(words)) {
    const path = at === '' ? key : `${at}.${key}`;
    if (typeof value === 'string') out.set(path, value);
    else for (const [inner, text] of flat(value, path)) out.set(inner, text);
  }
  return out;
}
const slots = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((found) => found[1] ?? '').sort();

const zh = flat(zhCN);
const en = flat(enUS);

it('says everything in both languages', () => {
  expect([...en.keys()].sort()).toEqual([...zh.keys()].sort());
});

it('fills the same blanks in both languages', () => {
  for (const [key, text] of zh) expect({ key, slots: slots(en.get(key) ?? '') }).toEqual({ key, slots: slots(text) });
});

it('leaves no Chinese sentence empty, and no Chinese in the English', () => {
  for (const [key, text] of zh) expect({ key, empty: text.trim() === '' }).toEqual({ key, empty: false });
  for (const [key, text] of en) expect({ key, chinese: /[一-鿿]/.test(text) }).toEqual({ key, chinese: false });
});

it('keeps 离线 for cameras: our own network is 无网络 or 断网', () => {
  for (const [key, text] of zh) if (key.startsWith('shell.link') || key.startsWith('shell.guard.no')) expect({ key, bad: text.startsWith('离线') }).toEqual({ key, bad: false });
});

it('takes any English for en-US and anything else for Chinese', () => {
  expect([asLanguage('en'), asLanguage('en-GB'), asLanguage('zh-TW'), asLanguage('de'), asLanguage(null)]).toEqual(['en-US', 'en-US', 'zh-CN', 'zh-CN', 'zh-CN']);
});
