/** How the six digits of a code stand in their field: large, and apart. */
export const codeInput = {
  height: 52,
  '& input': { fontSize: 24, letterSpacing: '0.3em', fontVariantNumeric: 'tabular-nums' },
} as const;

const digits = 6;

/** What of a text is a code: its digits, without the spaces that are shown between them. */
export const digitsOf = (text: string): string => text.replace(/\D/g, '').slice(0, digits);

/** Whether a code is typed whole. */
export const isWholeCode = (code: string): boolean => code.length === digits;
