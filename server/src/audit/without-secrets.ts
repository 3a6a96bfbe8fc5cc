import { activationCode, secretKeys } from '../platform/logging/redact.ts';

const hidden = '[hidden]';
const isSecretKey = (key: string): boolean => secretKeys.includes(key);

/** A copy of a value without what no log may hold: values of secret keys, and activation codes in any text. */
export function withoutSecrets(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(activationCode, hidden);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (Array.isArray(value)) return value.map(withoutSecrets);
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, isSecretKey(key) ? hidden : withoutSecrets(inner)]),
  );
}
