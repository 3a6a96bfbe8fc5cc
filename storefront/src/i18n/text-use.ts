import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PLURAL = /_(zero|one|two|few|many|other)$/;

/** Texts by their whole keys. */
export function flatten(texts: object, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value] as const] : [...flatten(value, `${prefix}${key}.`)],
    ),
  );
}

/** Every source file of the storefront, tests aside. */
function sources(): string {
  const folder = fileURLToPath(new URL('..', import.meta.url));
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.|generated/.test(name))
    .map((name) => readFileSync(`${folder}/${name}`, 'utf8'))
    .join('\n');
}

/** What the code asks of `translate` that is not there, and what is there that no code asks for. */
export function misuse(texts: ReadonlyMap<string, string>, translate: string) {
  const code = sources();
  const called = `\\b${translate}\\(\\s*`;
  const literal = [...code.matchAll(new RegExp(`${called}['"]([\\w.-]+)['"]`, 'g'))].map(
    ([, key]) => key ?? '',
  );
  const patterns = [...code.matchAll(new RegExp(`${called}\`([^\`]+)\``, 'g'))].map(
    ([, key]) => new RegExp(`^${(key ?? '').replaceAll('.', '\\.').replace(/\$\{[^}]+\}/g, '[\\w-]+')}$`),
  );
  const keys = [...new Set([...texts.keys()].map((key) => key.replace(PLURAL, '')))];
  return {
    unused: keys.filter((key) => !literal.includes(key) && !patterns.some((pattern) => pattern.test(key))),
    missing: literal.filter((key) => !keys.includes(key)),
    matchingNone: patterns.filter((pattern) => !keys.some((key) => pattern.test(key))),
  };
}
