import { describe, expect, it } from 'vitest';
import { recorded, storedTexts } from './stored-text.ts';

const messages = {
  gone: { en: 'it is gone', es: 'ya no está' },
  within: { en: 'not within {hours} hours', es: 'no en {hours} horas' },
  swapped: { en: '{one} (of {two})', es: 'de {two}: {one}' },
  odd: { en: 'what? [a+b]* costs {hours} $.', es: '¿qué? [a+b]* cuesta {hours} $.' },
  refused: { en: 'refused: {word}', es: 'rechazado: {word}' },
  refusedByBank: { en: 'refused: by its bank, {word}', es: 'rechazado por su banco, {word}' },
  because: { en: '#{hours}: {reason}', es: 'n.º {hours}: {reason}' },
};
const read = storedTexts(messages, { hours: '\\d+', one: '\\w+', two: '\\w+', word: '.+' });

describe('a stored text of the program', () => {
  it('is written in English, with its holes filled', () => {
    expect(recorded(messages.within, { hours: 24 })).toBe('not within 24 hours');
  });

  it.each([
    ['it is gone', 'ya no está'],
    ['not within 24 hours', 'no en 24 horas'],
    ['first (of many)', 'de many: first'],
    ['what? [a+b]* costs 7 $.', '¿qué? [a+b]* cuesta 7 $.'],
    // Both match; the one that says more itself is meant.
    ['refused: by its bank, unsure', 'rechazado por su banco, unsure'],
    ['refused: by anybody', 'rechazado: by anybody'],
  ])('is read in the reader’s language: %s', (stored, spanish) => {
    expect(read(stored, 'es')).toBe(spanish);
    expect(read(stored, 'en')).toBe(stored);
  });

  it('holds another, which is said in that language too', () => {
    expect(read('#7: it is gone', 'es')).toBe('n.º 7: ya no está');
    expect(read('#7: #8: not within 2 hours', 'es')).toBe('n.º 7: n.º 8: no en 2 horas');
    expect(read('#7: my dog\nate it', 'es')).toBe('n.º 7: my dog\nate it');
  });

  it.each([
    'My dog ate it',
    'it is gone!',
    'I see it is gone',
    'It is gone',
    'not within many hours',
    'what? a costs 7 $.',
    'not within 24 hours\nnor later',
    '^.*$ \\d+ (?:[',
    '{hours}',
    '',
  ])('is nobody’s where it differs from all of them: %j', (words) => {
    expect(read(words, 'es')).toBe(words);
    expect(read(words, 'en')).toBe(words);
  });

  it('says nothing of a hole that was filled with another hole’s name', () => {
    expect(read('refused: {word} $& {hours}', 'es')).toBe('rechazado: {word} $& {hours}');
  });

  it('has to be told what its holes take', () => {
    expect(() => storedTexts(messages, {})).toThrow('Nobody says what {hours} takes');
  });
});
