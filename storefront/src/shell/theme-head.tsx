import type { Theme } from '../preferences/choices.ts';
import { usePreferences } from '../preferences/preferences.tsx';

/** --page of styles/tokens.css, which meta elements cannot read. */
const PAGE = { light: '#f3f4fa', dark: '#0c0f1b' };
const SCHEMES: Record<Theme, string> = { system: 'light dark', light: 'light', dark: 'dark' };

/** The browser's own parts in the light of the page: its bars, and what it shows before there are styles. */
export function ThemeHead() {
  const { theme } = usePreferences();
  return (
    <>
      <meta name="color-scheme" content={SCHEMES[theme]} />
      {theme === 'system' ? (
        (['light', 'dark'] as const).map((scheme) => (
          <meta
            key={scheme}
            name="theme-color"
            media={`(prefers-color-scheme: ${scheme})`}
            content={PAGE[scheme]}
          />
        ))
      ) : (
        <meta name="theme-color" content={PAGE[theme]} />
      )}
    </>
  );
}
