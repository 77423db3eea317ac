/**
 * Colours by use, not by hue (web.md §4, mockups/README.md "Tokens"). Every colour of the console comes from here:
 * CSS reads them as `var(--name)`, Ant Design through `antdTheme`, charts through `tokensOf`. The contrast spec measures them.
 */
export const dark = {
  bg: '#0E141B',
  panel: '#121A23',
  raised: '#18222D',
  hover: '#1E2A37',
  wall: '#0A0F15',
  line: '#2A3846',
  hairline: '#1D2834',
  text: '#E6EDF3',
  muted: '#9FB0C0',
  faint: '#8797A8',
  action: '#4DA3FF',
  fill: '#2A6FD6',
  focus: '#FFFFFF',
  online: '#35B597',
  degraded: '#F5C542',
  offline: '#FF5A3C',
  unknown: '#98A2B3',
  maintenance: '#7C9CFF',
} as const;

export type Token = keyof typeof dark;
export type Tokens = Readonly<Record<Token, string>>;

/**
 * Offline and degraded are a hair off web.md's table (#C4320A, #8A6100): those two were 5 apart for a deutan eye, where 10 is
 * asked of all pairs. These are 10.3 apart, and the nearest to the table that are (theme.spec.ts).
 */
export const light: Tokens = {
  bg: '#F2F5F8',
  panel: '#FFFFFF',
  raised: '#F5F7FA',
  hover: '#EAF0F6',
  wall: '#0A0F15',
  line: '#CBD5DF',
  hairline: '#E3E9EF',
  text: '#15202B',
  muted: '#4F5D6C',
  faint: '#5A697C',
  action: '#1B61C9',
  fill: '#1F63CC',
  focus: '#15202B',
  online: '#0F7B63',
  degraded: '#8A6518',
  offline: '#CA2A10',
  unknown: '#5B6675',
  maintenance: '#3451B2',
};

export type ThemeName = 'dark' | 'light';
export type Density = 'compact' | 'comfortable';

/** Share of a state's colour laid over the panel behind its chip; light needs less to stay readable. */
export const stateTint: Readonly<Record<ThemeName, number>> = { dark: 0.14, light: 0.08 };

/** The strip that says "no network"; the same in both themes because it is a warning, not a surface. */
export const banner = { bg: '#3A2D00', text: '#FFE08A' } as const;

export const fontStack =
  '"Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif';
export const monoStack = '"Noto Sans Mono CJK SC", "DejaVu Sans Mono", "Consolas", monospace';

export const tokensOf = (theme: ThemeName): Tokens => (theme === 'light' ? light : dark);
