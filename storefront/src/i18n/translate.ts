import type en from './en.json';

/*
 * i18next and react-i18next would be a tenth of the script that a country page may have. What the shop needs of them
 * is here: texts by key, values filled in, and the plural forms of each language.
 */

export type Texts = typeof en;
type Leaves<Node, Path extends string = ''> = {
  [Key in keyof Node & string]: Node[Key] extends string
    ? `${Path}${Key}`
    : Leaves<Node[Key], `${Path}${Key}.`>;
}[keyof Node & string];
type WithoutForm<Key> = Key extends `${infer Base}_${Intl.LDMLPluralRule}` ? Base : Key;

/** Every key of some texts; one that does not exist does not compile. */
export type KeyOf<Some> = WithoutForm<Leaves<Some>>;
export type TextKey = KeyOf<Texts>;
export type Values = Readonly<Record<string, string | number>>;
/** `count` chooses the plural form. Numbers are written as the language writes them. */
export type Translate<Key extends string = TextKey> = (key: Key, values?: Values) => string;

function flatten(node: object, path = ''): [string, string][] {
  return Object.entries(node).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[path + key, value]] : flatten(value, `${path}${key}.`),
  );
}

/** The texts of a language by key; more may be added while a translator uses them. */
export type TextsByKey = Map<string, string>;

export function byKeyOf(texts: object): TextsByKey {
  return new Map(flatten(texts));
}

/** The translator of one language. A missing text shows its key, which a test does not let happen. */
export function createTranslate<Key extends string = TextKey>(
  texts: object | TextsByKey,
  locale: string,
): Translate<Key> {
  const byKey = texts instanceof Map ? texts : byKeyOf(texts);
  const plurals = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  const show = (value: string | number | undefined) =>
    typeof value === 'number' ? numbers.format(value) : (value ?? '');
  return (key, values = {}) => {
    const { count } = values;
    const form = typeof count === 'number' ? byKey.get(`${key}_${plurals.select(count)}`) : undefined;
    const text = form ?? byKey.get(`${key}_other`) ?? byKey.get(key) ?? key;
    return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => show(values[name]));
  };
}
