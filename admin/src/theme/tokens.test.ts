import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Oklch, toHex } from './oklch.ts';
import { dark, light, scale, type Tone } from './tokens.ts';

const styles = readFileSync(new URL('../../../storefront/src/styles/tokens.css', import.meta.url), 'utf8');

/** Relative luminance of #rrggbb: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: Oklch, other: Oklch): number {
  const [bright = 0, dim = 0] = [luminance(toHex(one)), luminance(toHex(other))].sort((a, b) => b - a);
  return (bright + 0.05) / (dim + 0.05);
}

describe('tokens', () => {
  it.each(Object.entries(scale))('%s is the storefront’s', (name, [lightness, chroma, hue]) => {
    expect(styles).toContain(`--${name}: oklch(${lightness} ${chroma} ${hue});`);
  });

  it('converts OKLCH to sRGB', () => {
    expect(toHex([1, 0, 0])).toBe('#ffffff');
    expect(toHex([0.628, 0.2577, 29.23])).toBe('#ff0000');
  });

  const tones: Tone[] = ['brand', 'ready', 'wait', 'lost', 'neutral'];
  it.each(
    tones.flatMap((tone) => [
      { tone, scheme: light },
      { tone, scheme: dark },
    ]),
  )('reads well: $tone', ({ tone, scheme }) => {
    const { ink, soft } = scheme.tones[tone];
    expect(contrast(ink, soft)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(ink, scheme.surface)).toBeGreaterThanOrEqual(4.5);
  });

  it.each([light, dark])('reads well: text on every ground', (scheme) => {
    for (const ground of [scheme.page, scheme.surface, scheme.sunken]) {
      expect(contrast(scheme.ink, ground)).toBeGreaterThanOrEqual(7);
      expect(contrast(scheme.inkSoft, ground)).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrast(scheme.onBrand, scheme.brand)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(scheme.onAction, scheme.action)).toBeGreaterThanOrEqual(4.5);
  });
});
