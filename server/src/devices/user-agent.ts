/** What a browser says of the device it runs on. */
export type DeviceHint =
  /** A phone that names its model: `SM-S921B`, `Pixel 8 Pro`. */
  | { kind: 'MODEL'; model: string }
  /** Apple sends no model. */
  | { kind: 'IPHONE' }
  | { kind: 'IPAD' }
  /** Chrome writes `K` in the model's place since version 110. */
  | { kind: 'ANDROID' }
  | { kind: 'OTHER' };

const maxLength = 1000;
const androidModel = /\bAndroid [\d.]+;(?: ?[a-z]{2}[-_][A-Za-z]{2};)? ?([^;()]+)/;

/** Reads a User-Agent; only its first 1,000 characters. */
export function readUserAgent(userAgent: string): DeviceHint {
  const text = userAgent.slice(0, maxLength);
  if (/\biPhone\b/.test(text)) return { kind: 'IPHONE' };
  if (/\biPad\b/.test(text)) return { kind: 'IPAD' };
  if (!/\bAndroid\b/.test(text)) return { kind: 'OTHER' };
  const model = androidModel
    .exec(text)?.[1]
    ?.replace(/ Build\/.*$/, '')
    .trim();
  return model && model !== 'K' && !/^(?:wv|Mobile|Tablet|rv:.*)$/.test(model)
    ? { kind: 'MODEL', model }
    : { kind: 'ANDROID' };
}
