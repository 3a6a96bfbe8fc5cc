import type { RaThemeOptions } from 'react-admin';
import { headings } from './fonts.ts';
import { toHex } from './oklch.ts';
import type { light } from './tokens.ts';

/** Height of a table's row, in px: dense, and still a target for a finger. */
export const rowHeight = 40;

/** Height of the bar at the top, in px, on every screen. */
const barHeight = 48;

/** The least that a finger hits for sure, on phones and wherever the pointer is one. */
const fingerWide = 44;
const byFinger = '@media (pointer: coarse), (max-width: 599.95px)';
const tall = { [byFinger]: { minHeight: fingerWide } };
const tallAndWide = { [byFinger]: { minHeight: fingerWide, minWidth: fingerWide } };

/** How MUI's and react-admin's parts look in our tokens: flat, ruled by lines, shadows only under what floats. */
export function componentsOf(scheme: typeof light): NonNullable<RaThemeOptions['components']> {
  const line = toHex(scheme.line);
  const focus = { outline: `2px solid ${toHex(scheme.brand)}`, outlineOffset: 2 };
  return {
    MuiCssBaseline: {
      styleOverrides: {
        body: { fontSynthesis: 'none', WebkitFontSmoothing: 'antialiased' },
        ':focus-visible': focus,
        '@media (prefers-reduced-motion: reduce)': {
          '*, *::before, *::after': {
            animationDuration: '1ms !important',
            transition: 'none !important',
          },
        },
      },
    },
    ...surfaces(scheme, line),
    ...controls(scheme, focus),
    ...tables(scheme, line),
    ...frame(scheme, line),
  };
}

const surfaces = (scheme: typeof light, line: string) => ({
  MuiPaper: { styleOverrides: { root: { backgroundImage: 'none' } } },
  MuiCard: {
    defaultProps: { elevation: 0 },
    styleOverrides: { root: { border: `1px solid ${line}`, borderRadius: 12 } },
  },
  MuiDialog: {
    // A phone's width is for what is asked, not for what is around it.
    styleOverrides: { paper: { borderRadius: 12, margin: 16, width: 'calc(100% - 32px)' } },
  },
  MuiDialogTitle: {
    styleOverrides: { root: { fontFamily: headings, fontSize: '1.25rem', fontWeight: 700 } },
  },
  MuiTooltip: { defaultProps: { arrow: true } },
  MuiSkeleton: {
    defaultProps: { animation: 'wave' },
    styleOverrides: { root: { backgroundColor: toHex(scheme.sunken) } },
  },
});

const controls = (scheme: typeof light, focus: object) => ({
  // Under 16 px a phone zooms into the field.
  MuiInputBase: { styleOverrides: { root: { fontSize: '1rem', ...tall } } },
  MuiInputLabel: { styleOverrides: { root: { fontSize: '1rem' } } },
  MuiButton: {
    defaultProps: { disableElevation: true, disableRipple: true },
    styleOverrides: { root: { '&:focus-visible': focus, ...tallAndWide } },
  },
  MuiIconButton: { styleOverrides: { root: tallAndWide } },
  MuiRadio: { styleOverrides: { root: tallAndWide } },
  MuiCheckbox: { styleOverrides: { root: tallAndWide } },
  MuiMenuItem: { styleOverrides: { root: tall } },
  MuiButtonBase: {
    defaultProps: { disableRipple: true },
    styleOverrides: { root: { '&:focus-visible': focus } },
  },
  // What a field says stays readable while it is fixed.
  MuiFormHelperText: { styleOverrides: { root: { '&.Mui-disabled': { color: toHex(scheme.inkSoft) } } } },
  MuiTextField: { defaultProps: { variant: 'outlined', size: 'small', margin: 'none' } },
  MuiFormControl: { defaultProps: { variant: 'outlined', size: 'small', margin: 'none' } },
  MuiTabs: {
    styleOverrides: {
      root: { minHeight: 44 },
      indicator: { height: 3, borderRadius: 3 },
      // A button that scrolls nowhere leaves its room to the tabs.
      scrollButtons: { '&.Mui-disabled': { width: 0 } },
    },
  },
  MuiTab: {
    styleOverrides: { root: { minHeight: 44, padding: '8px 12px', minWidth: fingerWide, fontWeight: 600 } },
  },
});

const tables = (scheme: typeof light, line: string) => ({
  MuiTableCell: {
    styleOverrides: {
      root: { borderColor: line, padding: '4px 8px', height: rowHeight, fontVariantNumeric: 'tabular-nums' },
      head: {
        backgroundColor: toHex(scheme.sunken),
        color: toHex(scheme.inkSoft),
        fontWeight: 600,
        fontSize: '0.8125rem',
        whiteSpace: 'nowrap',
      },
    },
  },
  MuiTableRow: { styleOverrides: { root: { '&:last-of-type > td': { borderBottom: 0 } } } },
  MuiTableSortLabel: { styleOverrides: { root: { minHeight: 24, ...tall } } },
  MuiTablePagination: { styleOverrides: { root: { border: 0 } } },
});

const frame = (scheme: typeof light, line: string) => ({
  RaLayout: {
    styleOverrides: {
      root: {
        minWidth: 0,
        '& .RaLayout-appFrame': { marginTop: barHeight },
        '& .RaLayout-content': { minWidth: 0, padding: 0 },
      },
    },
  },
  RaAppBar: {
    defaultProps: { color: 'transparent', elevation: 0 },
    styleOverrides: {
      root: {
        backgroundColor: toHex(scheme.surface),
        borderBottom: `1px solid ${line}`,
        color: toHex(scheme.ink),
        '& .RaAppBar-toolbar': { minHeight: barHeight },
      },
    },
  },
  RaSidebar: { styleOverrides: { root: { height: 'auto', borderRight: `1px solid ${line}` } } },
  RaMenu: { styleOverrides: { root: { padding: '12px 8px' } } },
  RaMenuItemLink: {
    styleOverrides: {
      root: {
        borderRadius: 8,
        minHeight: 40,
        ...tall,
        fontSize: '0.875rem',
        color: toHex(scheme.inkSoft),
        fontWeight: 500,
        '&.RaMenuItemLink-active': {
          color: toHex(scheme.tones.brand.ink),
          backgroundColor: toHex(scheme.tones.brand.soft),
          fontWeight: 600,
          '& .RaMenuItemLink-icon': { color: 'inherit' },
        },
        '& .RaMenuItemLink-icon': { minWidth: 36 },
      },
    },
  },
});
