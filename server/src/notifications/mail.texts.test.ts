import { describe, expect, it } from 'vitest';
import { mailTexts } from './mail.texts.ts';

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe('the texts of mails', () => {
  it.each(Object.entries(mailTexts))('%s says the same in both languages', (_key, { en, es }) => {
    expect(en.trim()).not.toBe('');
    expect(es.trim()).not.toBe('');
    expect(placeholders(es)).toEqual(placeholders(en));
    expect(`${en}${es}`).not.toMatch(/[!¡]/);
  });
});
