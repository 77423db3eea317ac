import { ConfigProvider } from 'antd';
import type { Locale } from 'antd/es/locale/index.js';
import * as zhCNModule from 'antd/locale/zh_CN.js';
import { useEffect, useMemo, useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { antdTheme } from '../theme/antd.js';
import { useLook } from '../theme/theme.js';

/** The locale files are CommonJS: bundler, jest and Node disagree about how deep their default lies. */
function localeOf(module: unknown): Locale {
  let found: unknown = module;
  while (typeof found === 'object' && found !== null && !('locale' in found) && 'default' in found) found = found.default;
  return found as Locale;
}
const zhCN = localeOf(zhCNModule);

/** Ant Design in our tokens and language. Chinese is in the shell, English is fetched when chosen. */
export function Themed({ children }: { children: ReactNode }): ReactElement {
  const { theme, density } = useLook();
  const { i18n } = useTranslation();
  const [locale, setLocale] = useState<Locale>(zhCN);
  const english = i18n.language === 'en-US';
  useEffect(() => {
    let left = false;
    const use = (words: Locale): void => {
      if (!left) setLocale(words);
    };
    if (!english) use(zhCN);
    else void import('antd/locale/en_US.js').then((loaded) => use(localeOf(loaded)));
    void (english ? import('dayjs').then((d) => d.default.locale('en')) : import('dayjs/locale/zh-cn.js').then(() => import('dayjs')).then((d) => d.default.locale('zh-cn')));
    return () => {
      left = true;
    };
  }, [english]);
  const config = useMemo(() => antdTheme(theme, density), [theme, density]);
  return (
    <ConfigProvider locale={locale} theme={config} button={{ autoInsertSpace: false }} wave={{ disabled: true }}>
      {children}
    </ConfigProvider>
  );
}
