/**
 * The storefront's colour tokens as hex, because mail programs know no oklch and no variables. `light` stands inline
 * on every element; `dark` comes by class and media query where the program allows it.
 */
export const light = {
  page: '#f3f4fa',
  surface: '#fefeff',
  stub: '#eef2fe',
  line: '#d6d9e4',
  dots: '#a3a8bd',
  ink: '#171c35',
  soft: '#50556d',
  brand: '#4653d3',
  action: '#006d4e',
  onAction: '#fafffd',
  wait: '#88520c',
  waitSurface: '#ffeec7',
} as const;

const dark: Record<keyof typeof light, string> = {
  page: '#0c0f1b',
  surface: '#171a2a',
  stub: '#1d213a',
  line: '#313549',
  dots: '#565c7a',
  ink: '#f1f2f8',
  soft: '#adb2c4',
  brand: '#a2b0fd',
  action: '#4dd7a4',
  onAction: '#042319',
  wait: '#f8c970',
  waitSurface: '#432a0f',
};

/** Fonts that are there: a mail that loads one flickers where it may and is refused where it may not. */
export const sans = "-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Helvetica, Arial, sans-serif";
export const mono = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Courier New', monospace";

const rule = (selector: string, property: string, colour: string) =>
  `${selector}{${property}:${colour} !important}`;

const darkRules = (prefix: string): string =>
  [
    rule(`${prefix} .bg-page`, 'background-color', dark.page),
    rule(`${prefix} .bg-surface`, 'background-color', dark.surface),
    rule(`${prefix} .bg-stub`, 'background-color', dark.stub),
    rule(`${prefix} .bg-action`, 'background-color', dark.action),
    rule(`${prefix} .bg-wait`, 'background-color', dark.waitSurface),
    rule(`${prefix} .ink`, 'color', dark.ink),
    rule(`${prefix} .soft`, 'color', dark.soft),
    rule(`${prefix} .brand`, 'color', dark.brand),
    rule(`${prefix} .on-action`, 'color', dark.onAction),
    rule(`${prefix} .wait`, 'color', dark.wait),
    rule(`${prefix} .line`, 'border-color', dark.line),
    rule(`${prefix} .dots`, 'border-color', dark.dots),
  ].join('');

/**
 * The one style sheet. What a mail program drops of it costs beauty, not sense: inline styles already make the
 * light mail. `[data-ogsc]` is how Outlook on the web and on phones marks its own dark mode.
 */
export const styleSheet = [
  ':root{color-scheme:light dark;supported-color-schemes:light dark}',
  'body{margin:0;padding:0;-webkit-text-size-adjust:100%;text-size-adjust:100%}',
  'a{text-underline-offset:2px}',
  '@media (max-width:520px){',
  '.edge{padding-left:12px !important;padding-right:12px !important}',
  '.inset{padding-left:20px !important;padding-right:20px !important}',
  '.stack{display:block !important;width:100% !important;padding-left:0 !important;padding-right:0 !important}',
  '.stack-gap{padding-top:16px !important}',
  '.center{text-align:center !important;margin:0 auto !important}',
  '}',
  `@media (prefers-color-scheme:dark){${darkRules('')}}`,
  darkRules('[data-ogsc]'),
].join('');
