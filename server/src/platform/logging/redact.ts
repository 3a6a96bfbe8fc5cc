const hidden = '[redacted]';

/** Keys whose values are never shown, wherever they stand in a logged or audited object. */
export const secretKeys = [
  'token',
  'password',
  'authorization',
  'cookie',
  'set-cookie',
  'secret',
  'clientSecret',
  'client_secret',
  'activationCode',
  'activation_code',
  'matchingId',
  'matching_id',
  'qrCode',
  'apiKey',
  'x-api-key',
  'recoveryCode',
  'recoveryCodes',
  'payload',
  'sealed',
  'sealedPayload',
  'code',
];
const secret = new Set(secretKeys.map((key) => key.toLowerCase()));
/** Keys that hold ids and names of ours; looking into each would only cost time. */
const plain = new Set(['requestId', 'job', 'jobId', 'attempt', 'mailId', 'eventId', 'process']);

/** A `code` that is the name of an error (`NOT_FOUND`, `card_declined`, SQLSTATE), and so no secret. */
const errorName = /^([A-Z][A-Z0-9_]*[A-Z_][A-Z0-9_]*|[a-z]+(_[a-z]+)*|(?=.*[A-Z])[0-9A-Z]{5}|[0-5]\d{4})$/;

/** `a***@example.com`: enough to recognise a mail domain in a log, not a person. */
export const maskEmail = (email: string): string => email.replace(/^(.)[^@]*(@.*)$/, '$1***$2');

type Rule = readonly [pattern: RegExp, instead: string | ((found: string) => string)];

/** What installs an eSIM, wherever it stands in a text, also percent-encoded in a link. */
export const activationCode = /LPA(?::|%3A)1(?:\$|%24)[^\s"'\\&<>)]+/gi;

/** What gives a secret away wherever it stands in a text. */
const rules: readonly Rule[] = [
  [activationCode, hidden],
  // Stripe's: client secrets, API keys, webhook secrets.
  [/\b\w+_secret_\w+/g, hidden],
  [/\b(?:sk|rk)_(?:test|live)_\w+|\bwhsec_\w+/g, hidden],
  [/\bBearer\s+[\w.~+/=-]+/gi, `Bearer ${hidden}`],
  // A session's token, a sealed payload, a hash of one: 32 bytes or more in base64url.
  [/(?<![\w-])(?=[\w-]*[A-Z])(?=[\w-]*[a-z])[\w-]{43,}(?![\w-])/g, hidden],
  // Six digits that stand alone may be a mailed code or one of the second factor.
  [/(?<![\w.-])\d{6}(?![\w-]|\.\d)/g, hidden],
  [/[^\s<>"'(),;:=\\[\]]+@(?:[\w-]+\.)+[a-z]{2,}/gi, maskEmail],
];
/** A statement of SQL as an ORM puts it into its errors, with the values it was sent. */
const statement = /\b(insert into|update [\w".]+ set|delete from|select [\s\S]* from)\b/i;

/** A text without the secrets that stand in it. Mail addresses keep their first letter and domain. */
export function redactText(text: string): string {
  let clean = statement.test(text) ? text.replace(/'(?:[^']|'')*'/g, "'?'") : text;
  for (const [pattern, instead] of rules) {
    clean = typeof instead === 'string' ? clean.replace(pattern, instead) : clean.replace(pattern, instead);
  }
  return clean;
}

const maxDepth = 8;

/** A copy of a value, as deep as it goes, without what no log may hold. Errors become plain objects. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (depth >= maxDepth) return '[deep]';
  if (value instanceof Error) return redactError(value, depth);
  if (Array.isArray(value)) return value.map((each) => redact(each, depth + 1));
  if (Buffer.isBuffer(value)) return `[${value.length} bytes]`;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, redactField(key, inner, depth)]),
  );
}

function redactField(key: string, value: unknown, depth: number): unknown {
  if (plain.has(key)) return value;
  if (value === null || value === undefined || !secret.has(key.toLowerCase()))
    return redact(value, depth + 1);
  return key === 'code' && (typeof value === 'number' ? value < 100_000 : isErrorName(value))
    ? value
    : hidden;
}

const isErrorName = (value: unknown): boolean => typeof value === 'string' && errorName.test(value);

function redactError(error: Error, depth: number): object {
  const { cause } = error;
  const code: unknown = Reflect.get(error, 'code');
  return {
    type: error.name,
    message: redactText(error.message),
    stack: redactText(error.stack ?? ''),
    ...(code === undefined ? {} : { code: redactField('code', code, depth) }),
    ...(cause === undefined ? {} : { cause: redact(cause, depth + 1) }),
    ...(error instanceof AggregateError ? { errors: redact(error.errors, depth + 1) } : {}),
  };
}
