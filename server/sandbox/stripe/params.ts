import { invalidRequest, missingParameter } from './errors.ts';
import { type FormObject, type FormValue, isFormObject } from './form-encoding.ts';
import type { Metadata } from './objects.ts';

/** What Stripe.js adds to every call of a browser, and what says how to answer: allowed everywhere. */
const alwaysKnown =
  /^(expand|key|client_secret|_stripe_.*|payment_user_agent|referrer|guid|muid|sid|time_on_page|client_attribution_metadata|radar_options)$/;

/**
 * Reads a request's parameters by name and type, throws Stripe's error for a bad one, and remembers what was asked
 * for, so that {@link rejectUnknown} can refuse the rest as Stripe does. An empty string unsets: it reads as null.
 */
export class Params {
  readonly #values: FormObject;
  readonly #prefix: string;
  readonly #known = new Set<string>();

  constructor(values: FormObject, prefix = '') {
    this.#values = values;
    this.#prefix = prefix;
  }

  has(name: string): boolean {
    return this.#take(name) !== undefined;
  }

  isObject(name: string): boolean {
    return isFormObject(this.#take(name));
  }

  text(name: string): string | null {
    const value = this.#take(name);
    if (value === undefined || value === '') return null;
    if (typeof value === 'string') return value;
    throw invalidRequest(`Invalid string: ${this.#full(name)}`, { param: this.#full(name) });
  }

  requiredText(name: string): string {
    const value = this.#take(name);
    if (value === undefined) throw missingParameter(this.#full(name));
    if (value === '') throw this.#emptyText(name);
    return this.text(name) ?? '';
  }

  oneOf<Choice extends string>(name: string, choices: readonly Choice[]): Choice | null {
    const value = this.text(name);
    if (value === null) return null;
    const choice = choices.find((candidate) => candidate === value);
    if (choice) return choice;
    const known =
      choices.length > 1 ? `one of ${choices.slice(0, -1).join(', ')}, or ${choices.at(-1)}` : choices[0];
    throw invalidRequest(`Invalid ${this.#full(name)}: must be ${known}`, { param: this.#full(name) });
  }

  integer(name: string): number | null {
    const value = this.text(name);
    if (value === null) return null;
    const number = Number(value);
    if (/^-?\d+$/.test(value) && Number.isSafeInteger(number)) return number;
    const param = this.#full(name);
    throw invalidRequest(`Invalid integer: ${value}`, { code: 'parameter_invalid_integer', param });
  }

  requiredInteger(name: string): number {
    this.requiredText(name);
    return this.integer(name) ?? 0;
  }

  boolean(name: string): boolean {
    const value = this.text(name);
    if (value === null || value === 'false') return false;
    if (value === 'true') return true;
    throw invalidRequest(`Invalid boolean: ${value}`, { param: this.#full(name) });
  }

  /** A nested object's own reader, or null when it was not sent. */
  object(name: string): Params | null {
    const value = this.#take(name);
    if (value === undefined || value === '') return null;
    if (isFormObject(value)) return new Params(value, this.#full(name));
    throw invalidRequest(`Invalid object`, { param: this.#full(name) });
  }

  /** `types[]=a&types[]=b`; a single bare value counts as a list of one. */
  texts(name: string): string[] {
    const value = this.#take(name);
    if (value === undefined || value === '') return [];
    const list = Array.isArray(value) ? value : [value];
    if (list.every((item) => typeof item === 'string')) return list;
    throw invalidRequest('Invalid array', { param: this.#full(name) });
  }

  /** The stored metadata with this request's changes: named keys replace, an empty value removes, '' removes all. */
  metadata(before: Metadata = {}): Metadata {
    const value = this.#take('metadata');
    if (value === undefined) return before;
    if (value === '') return {};
    if (!isFormObject(value)) throw invalidRequest('Invalid object', { param: 'metadata' });
    const after = new Map(Object.entries(before));
    for (const [key, item] of Object.entries(value)) setMetadata(after, key, item);
    if (after.size > 50) throw invalidRequest('Metadata can have at most 50 keys.', { param: 'metadata' });
    return Object.fromEntries(after);
  }

  /** Marks parameters as known that the sandbox accepts and does nothing with. */
  ignore(...names: readonly string[]): void {
    for (const name of names) this.#known.add(name);
  }

  rejectUnknown(): void {
    const unknown = Object.keys(this.#values).find(
      (name) => !this.#known.has(name) && !alwaysKnown.test(name),
    );
    if (unknown === undefined) return;
    const param = this.#full(unknown);
    throw invalidRequest(`Received unknown parameter: ${param}`, { code: 'parameter_unknown', param });
  }

  #take(name: string): FormValue | undefined {
    this.#known.add(name);
    return this.#values[name];
  }

  #full(name: string): string {
    return this.#prefix === '' ? name : `${this.#prefix}[${name}]`;
  }

  #emptyText(name: string) {
    const param = this.#full(name);
    const message = `You passed an empty string for '${param}'. We assume empty values are an attempt to unset a parameter; however '${param}' cannot be unset. You should remove '${param}' from your request or supply a non-empty value.`;
    return invalidRequest(message, { code: 'parameter_invalid_empty', param });
  }
}

function setMetadata(metadata: Map<string, string>, key: string, value: FormValue): void {
  const param = `metadata[${key}]`;
  if (typeof value !== 'string') throw invalidRequest('Metadata values must be strings.', { param });
  if (key.length > 40) throw invalidRequest('Metadata keys can have up to 40 characters.', { param });
  if (value.length > 500) throw invalidRequest('Metadata values can have up to 500 characters.', { param });
  if (value === '') metadata.delete(key);
  else metadata.set(key, value);
}
