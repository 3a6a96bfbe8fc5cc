import type { Oklch } from './oklch.ts';

/** What a colour says. The same five words colour every state of the shop, here and in the storefront. */
export type Tone = 'brand' | 'ready' | 'wait' | 'lost' | 'neutral';

interface Scheme {
  page: Oklch;
  surface: Oklch;
  sunken: Oklch;
  line: Oklch;
  ink: Oklch;
  inkSoft: Oklch;
  brand: Oklch;
  onBrand: Oklch;
  action: Oklch;
  onAction: Oklch;
  /** Each tone as text or line, and as the quiet ground behind it (contrast at least 4.5). */
  tones: Record<Tone, { ink: Oklch; soft: Oklch }>;
}

/** The design's tokens, as the storefront's styles have them; a test holds the two together. */
export const scale = {
  'brand-100': [0.94, 0.028, 272],
  'brand-600': [0.51, 0.195, 273],
  'accent-100': [0.945, 0.045, 165],
  'accent-300': [0.85, 0.12, 165],
  'accent-400': [0.79, 0.14, 165],
  'accent-700': [0.475, 0.1, 165],
  'accent-950': [0.23, 0.042, 168],
  'amber-100': [0.955, 0.055, 85],
  'amber-300': [0.86, 0.12, 82],
  'amber-700': [0.49, 0.105, 65],
  'amber-900': [0.31, 0.055, 65],
  'red-100': [0.95, 0.03, 25],
  'red-300': [0.8, 0.11, 25],
  'red-700': [0.49, 0.175, 26],
  'red-900': [0.3, 0.075, 25],
} as const satisfies Record<string, Oklch>;

export const light: Scheme = {
  page: [0.968, 0.008, 275],
  surface: [0.998, 0.001, 275],
  sunken: [0.945, 0.012, 275],
  line: [0.885, 0.016, 275],
  ink: [0.235, 0.05, 275],
  inkSoft: [0.455, 0.04, 275],
  brand: scale['brand-600'],
  onBrand: [0.995, 0.003, 273],
  action: scale['accent-700'],
  onAction: [0.995, 0.005, 165],
  tones: {
    brand: { ink: scale['brand-600'], soft: scale['brand-100'] },
    ready: { ink: scale['accent-700'], soft: scale['accent-100'] },
    wait: { ink: scale['amber-700'], soft: scale['amber-100'] },
    lost: { ink: scale['red-700'], soft: scale['red-100'] },
    neutral: { ink: [0.455, 0.04, 275], soft: [0.945, 0.012, 275] },
  },
};

export const dark: Scheme = {
  page: [0.172, 0.026, 275],
  surface: [0.222, 0.033, 275],
  sunken: [0.2, 0.03, 275],
  line: [0.335, 0.036, 275],
  ink: [0.962, 0.008, 275],
  inkSoft: [0.765, 0.026, 275],
  brand: [0.775, 0.112, 276],
  onBrand: [0.2, 0.03, 275],
  action: scale['accent-400'],
  onAction: scale['accent-950'],
  tones: {
    brand: { ink: [0.775, 0.112, 276], soft: [0.305, 0.075, 274] },
    ready: { ink: scale['accent-300'], soft: [0.285, 0.05, 167] },
    wait: { ink: scale['amber-300'], soft: scale['amber-900'] },
    lost: { ink: scale['red-300'], soft: scale['red-900'] },
    neutral: { ink: [0.765, 0.026, 275], soft: [0.275, 0.03, 275] },
  },
};
