import { pinyin } from 'pinyin-pro';

/** What a person may type to find a Chinese name: initials and full spelling, without tones: 桥东小区 → "qdxq qiaodongxiaoqu". */
export function pinyinOf(name: string): string {
  const full = pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive' }).map((part) => part.toLowerCase().replace(/[^a-z0-9]/g, ''));
  return `${full.map((part) => (/^\d/.test(part) ? part : part.slice(0, 1))).join('')} ${full.join('')}`.trim();
}
