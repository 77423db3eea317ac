import { theme as antd, type ThemeConfig } from 'antd';
import { mix } from './colour.js';
import { fontStack, tokensOf, type Density, type ThemeName } from './tokens.js';

/** Our tokens in Ant Design's words, so that no component brings a colour of its own (its green and gold are one colour to a protanope). */
export function antdTheme(name: ThemeName, density: Density): ThemeConfig {
  const c = tokensOf(name);
  const roomy = density === 'comfortable';
  const selected = mix(c.action, c.panel, name === 'dark' ? 0.13 : 0.11);
  return {
    algorithm: name === 'dark' ? antd.darkAlgorithm : antd.defaultAlgorithm,
    token: {
      fontFamily: fontStack,
      fontSize: roomy ? 15 : 13,
      fontSizeSM: roomy ? 13 : 12,
      controlHeight: roomy ? 36 : 28,
      controlHeightSM: roomy ? 30 : 24,
      controlHeightLG: 40,
      borderRadius: 4,
      borderRadiusSM: 3,
      borderRadiusLG: 6,
      wireframe: false,
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.16s',
      colorPrimary: c.fill,
      colorPrimaryHover: mix('#FFFFFF', c.fill, 0.08),
      colorPrimaryActive: mix('#000000', c.fill, 0.12),
      colorLink: c.action,
      colorLinkHover: c.action,
      colorInfo: c.action,
      colorSuccess: c.online,
      colorWarning: c.degraded,
      colorError: c.offline,
      colorTextBase: c.text,
      colorBgBase: c.bg,
      colorBgLayout: c.bg,
      colorBgContainer: c.panel,
      colorBgElevated: name === 'dark' ? c.raised : c.panel,
      colorBgSpotlight: c.hover,
      colorFillAlter: c.raised,
      colorText: c.text,
      colorTextHeading: c.text,
      colorTextSecondary: c.muted,
      colorTextTertiary: c.faint,
      colorTextQuaternary: c.faint,
      colorTextPlaceholder: c.faint,
      colorTextLightSolid: '#FFFFFF',
      colorBorder: c.line,
      colorBorderSecondary: c.hairline,
      colorSplit: c.hairline,
      controlItemBgHover: c.hover,
      controlItemBgActive: selected,
      controlItemBgActiveHover: selected,
      controlOutline: 'transparent',
    },
    components: {
      Button: {
        primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 400,
        defaultBg: c.raised, defaultBorderColor: c.line, defaultHoverBg: c.hover, defaultHoverBorderColor: c.line, defaultHoverColor: c.text,
        paddingInline: 12, paddingInlineSM: 8, contentFontSizeSM: roomy ? 13 : 12,
      },
      Input: { activeShadow: 'none', activeBorderColor: c.action, hoverBorderColor: c.faint, colorBgContainer: c.bg },
      InputNumber: { activeShadow: 'none', colorBgContainer: c.bg },
      Select: { optionSelectedBg: selected, optionHeight: roomy ? 36 : 28, selectorBg: c.bg },
      Table: {
        headerBg: c.panel, headerColor: c.muted, headerSplitColor: 'transparent', rowHoverBg: c.hover, rowSelectedBg: selected, rowSelectedHoverBg: selected,
        cellFontSize: roomy ? 14 : 12, cellFontSizeSM: roomy ? 14 : 12, cellPaddingBlockSM: roomy ? 9 : 6, cellPaddingInlineSM: 8, borderColor: c.hairline,
      },
      Drawer: { colorBgElevated: c.panel, paddingLG: 16 },
      Modal: { contentBg: c.panel, headerBg: c.panel, titleFontSize: 16 },
      Tooltip: { colorTextLightSolid: c.text },
      Tabs: { titleFontSize: roomy ? 15 : 13, inkBarColor: c.action, itemSelectedColor: c.text, itemColor: c.muted, horizontalItemPadding: '8px 0', cardPadding: '4px 12px' },
      Menu: { itemSelectedBg: selected, itemSelectedColor: c.text },
      Form: { itemMarginBottom: 12, verticalLabelPadding: '0 0 4px', labelColor: c.muted },
    },
  };
}
