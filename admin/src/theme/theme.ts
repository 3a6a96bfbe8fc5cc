import { defaultDarkTheme, defaultLightTheme, type RaThemeOptions } from 'react-admin';
import { componentsOf } from './components.ts';
import { headings } from './fonts.ts';
import { toHex } from './oklch.ts';
import { dark, light, type Tone } from './tokens.ts';

declare module '@mui/material/styles' {
  interface Palette {
    tones: Record<Tone, { ink: string; soft: string }>;
    sunken: string;
  }
  interface PaletteOptions {
    tones: Record<Tone, { ink: string; soft: string }>;
    sunken: string;
  }
}

const heading = { fontFamily: headings, fontWeight: 700, letterSpacing: '-0.01em' };

const themeOf = (mode: 'light' | 'dark'): RaThemeOptions => {
  const scheme = mode === 'light' ? light : dark;
  const tone = (name: Tone) => ({ ink: toHex(scheme.tones[name].ink), soft: toHex(scheme.tones[name].soft) });
  const base = mode === 'light' ? defaultLightTheme : defaultDarkTheme;
  return {
    ...base,
    palette: {
      mode,
      primary: { main: toHex(scheme.brand), contrastText: toHex(scheme.onBrand) },
      secondary: { main: toHex(scheme.action), contrastText: toHex(scheme.onAction) },
      success: { main: tone('ready').ink },
      warning: { main: tone('wait').ink },
      error: { main: tone('lost').ink },
      info: { main: tone('brand').ink },
      background: { default: toHex(scheme.page), paper: toHex(scheme.surface) },
      text: { primary: toHex(scheme.ink), secondary: toHex(scheme.inkSoft) },
      divider: toHex(scheme.line),
      sunken: toHex(scheme.sunken),
      tones: {
        brand: tone('brand'),
        ready: tone('ready'),
        wait: tone('wait'),
        lost: tone('lost'),
        neutral: tone('neutral'),
      },
    },
    shape: { borderRadius: 8 },
    sidebar: { width: 196, closedWidth: 52 },
    typography: {
      fontFamily: '"Inter Variable", system-ui, sans-serif',
      fontSize: 14,
      h1: { ...heading, fontSize: '1.5625rem', lineHeight: 1.25 },
      h2: { ...heading, fontSize: '1rem', lineHeight: 1.4, letterSpacing: 0 },
      h3: { ...heading, fontSize: '0.875rem', lineHeight: 1.4, letterSpacing: 0 },
      body1: { fontSize: '0.875rem' },
      body2: { fontSize: '0.8125rem' },
      button: { textTransform: 'none', fontWeight: 600 },
    },
    components: { ...base.components, ...componentsOf(scheme) },
  };
};

export const lightTheme = themeOf('light');
export const darkTheme = themeOf('dark');
