import type { Block, ByLocale, TextValues } from '../prose/block.ts';

export type LegalText = ByLocale<{ title: string; summary: string; body: readonly Block[] }>;

/** The number that `shop { refundPolicy }` decides by, said the same wherever it is told: a browser test compares them. */
export const policy = { refundDays: 14 } as const satisfies TextValues;

/** When the words of these pages last changed their meaning; noon, so that it is the same day nearly everywhere. */
export const writtenOn = '2026-11-25T12:00:00Z';
