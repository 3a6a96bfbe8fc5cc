import type { Locale } from '../request-context.ts';
import { type Message, say } from './say.ts';

/** A text as it is written down: in English, whoever acts, so that records read the same for good. */
export const recorded = (message: Message, values?: Record<string, string | number>): string =>
  say(message, 'en', values);

/**
 * Reads texts of the program that are stored in English in the reader's language: a stored text is matched against the
 * English of every message, and what filled its holes is filled into the same message again. What matches none is
 * somebody's own words and stays as it is. So no row has to say which message it came from, and old rows are read too.
 * The hole `{reason}` takes anything, and where that is one of these texts it is said in the reader's language as well.
 * @param shapes what each other hole takes, as a pattern. The narrower it is, the fewer of people's own words match
 */
export function storedTexts(
  messages: Readonly<Record<string, Message>>,
  shapes: Readonly<Record<string, string>> = {},
): (text: string, locale: Locale) => string {
  const whole = new Map<string, Message>();
  const templates: Template[] = [];
  for (const message of Object.values(messages)) {
    if (/\{\w+\}/.test(message.en)) templates.push(templateOf(message, shapes));
    else whole.set(message.en, message);
  }
  // Of two that match, the one that says more itself is meant.
  templates.sort((one, other) => other.ownLength - one.ownLength);

  return function read(text: string, locale: Locale): string {
    const message = whole.get(text);
    if (message) return say(message, locale);
    for (const template of templates) {
      const values = template.pattern.exec(text)?.slice(1);
      if (!values) continue;
      const filled = template.holes.map((hole, place) => {
        const value = values[place] ?? '';
        return [hole, hole === 'reason' ? read(value, locale) : value];
      });
      return say(template.message, locale, Object.fromEntries(filled));
    }
    return text;
  };
}

interface Template {
  message: Message;
  pattern: RegExp;
  /** In the order of the pattern's groups. */
  holes: string[];
  ownLength: number;
}

function templateOf(message: Message, shapes: Readonly<Record<string, string>>): Template {
  const holes: string[] = [];
  const parts = message.en.split(/\{(\w+)\}/);
  const source = parts.map((part, place) => {
    if (place % 2 === 0) return part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
    const shape = part === 'reason' ? '.+' : shapes[part];
    if (shape === undefined) throw new Error(`Nobody says what {${part}} takes in "${message.en}"`);
    holes.push(part);
    return `(${shape})`;
  });
  const ownLength = parts.filter((_, place) => place % 2 === 0).join('').length;
  return { message, pattern: new RegExp(`^${source.join('')}$`, 'su'), holes, ownLength };
}
