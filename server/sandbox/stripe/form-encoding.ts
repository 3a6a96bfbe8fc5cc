/** What a form body says once its brackets are read: `metadata[order]=7` and `expand[0]=charge` nest. */
export type FormValue = string | FormValue[] | FormObject;
export interface FormObject {
  [name: string]: FormValue;
}

const maxFields = 1_000;
const maxDepth = 8;

export class FormEncodingError extends Error {}

/** Reads `application/x-www-form-urlencoded` as Stripe does, and query strings alike. */
export function parseForm(text: string): FormObject {
  const root = emptyObject();
  if (text === '') return root;
  const fields = text.split('&');
  if (fields.length > maxFields) throw new FormEncodingError('Too many parameters.');
  for (const field of fields) {
    const equals = field.indexOf('=');
    const name = decode(equals < 0 ? field : field.slice(0, equals));
    const value = equals < 0 ? '' : decode(field.slice(equals + 1));
    if (name !== '') place(root, pathOf(name), value);
  }
  return listsOf(root);
}

function decode(text: string): string {
  if (!text.includes('%') && !text.includes('+')) return text;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new FormEncodingError('Invalid percent-encoding in the parameters.');
  }
}

/** `a[b][]` → a, b, ''. An empty name means "the next place in a list". */
function pathOf(name: string): string[] {
  const bracket = name.indexOf('[');
  if (bracket <= 0) return [name];
  const rest = name.slice(bracket);
  if (!/^(\[[^[\]]*\])+$/.test(rest)) throw new FormEncodingError(`Invalid parameter name: ${name}`);
  const path = [name.slice(0, bracket), ...rest.slice(1, -1).split('][')];
  if (path.length > maxDepth) throw new FormEncodingError(`Parameter nested too deep: ${name}`);
  return path;
}

function place(root: FormObject, path: readonly string[], value: string): void {
  let at = root;
  path.forEach((step, index) => {
    const name = step === '' ? String(Object.keys(at).length) : step;
    if (index === path.length - 1) {
      at[name] = value;
      return;
    }
    const next = at[name];
    const child = isFormObject(next) ? next : emptyObject();
    at[name] = child;
    at = child;
  });
}

/** Objects whose names are 0, 1, 2 … were lists. */
function listsOf(value: FormObject): FormObject {
  const result = emptyObject();
  for (const [name, child] of Object.entries(value))
    result[name] = isFormObject(child) ? listOrObject(child) : child;
  return result;
}

function listOrObject(value: FormObject): FormValue {
  const names = Object.keys(value);
  const isList = names.length > 0 && names.every((name, index) => name === String(index));
  const object = listsOf(value);
  return isList ? Object.values(object) : object;
}

/** Without a prototype, so that a parameter named `__proto__` is just a name. */
function emptyObject(): FormObject {
  return Object.create(null);
}

export function isFormObject(value: FormValue | undefined): value is FormObject {
  return typeof value === 'object' && !Array.isArray(value);
}
