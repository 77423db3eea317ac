/** One line of progress for the person at the terminal. */
export function line(text: string, kind: 'info' | 'warn' = 'info'): void {
  const mark = kind === 'warn' ? '\u001b[33m!\u001b[0m' : '\u001b[2m»\u001b[0m';
  process.stdout.write(`${mark} ${text}\n`);
}

export interface BannerFacts {
  readonly url: string;
  readonly demo: boolean;
  /** Shown only when we made it up ourselves. */
  readonly password: string | undefined;
  readonly setupLink: string | undefined;
  readonly mode: string | undefined;
  readonly dataDir: string;
}

/** Numbers of the demonstration accounts; the platform makes them, this page tells them. */
export const demoAccounts = [
  ['1001', '值班员 command operator', 'watches, whole district'],
  ['1002', '值班长 shift lead', 'reads the ledger, supervises'],
  ['1101', '滨河所 station operator', 'sees only the area of one station'],
  ['9001', '系统管理员 system administrator', 'joins cameras, discovery, import, settings'],
  ['9002', '安全管理员 security administrator', 'people and roles'],
  ['9003', '审计管理员 audit administrator', 'the trail'],
] as const;

export function banner({ url, demo, password, setupLink, mode, dataDir }: BannerFacts): void {
  const rows = [
    '',
    '  烽燧 Fengsui is running 已启动',
    '',
    `  console 控制台   ${url}`,
    `  data 数据        ${dataDir}${mode ? `   (${mode})` : ''}`,
  ];
  if (setupLink) rows.push('', '  First start: make the administrators with this link. It works once, for 24 hours.', `  首次启动，请用此链接创建管理员（一次有效，24 小时内）：`, `  ${setupLink}`);
  if (demo) {
    rows.push('', `  accounts 账号    password 口令: ${password ?? '(FENGSUI_DEMO_PASSWORD)'}`);
    for (const [number, who, what] of demoAccounts) rows.push(`    ${number}  ${who}: ${what}`);
    rows.push('', '  Try 试一试',
      '    1  log in as 1001: the online rate, with its fraction and evidence 在线率与依据',
      '    2  npm run fengsui -- sim unplug switch        one estate goes dark 拔掉一台交换机',
      '    3  watch 总览 and 故障: one outage within 90 s, not forty; the rate follows',
      '    4  npm run fengsui -- sim clear                plug everything back 恢复');
  }
  rows.push('', '  Ctrl-C stops everything 停止', '');
  process.stdout.write(`${rows.join('\n')}\n`);
}
