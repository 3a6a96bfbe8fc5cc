import { say } from '../platform/i18n/say.ts';
import type { Locale } from '../platform/request-context.ts';
import { check, type Finding, findings, regionNotes } from './compatibility.messages.ts';
import type { DeviceModel, RegionNote } from './device-model.ts';
import { findModel, readCode } from './device-search.ts';
import { readUserAgent } from './user-agent.ts';

export type Verdict = 'COMPATIBLE' | 'INCOMPATIBLE' | 'UNKNOWN';

/** Whether a device can use what the shop sells, and why we think so. */
export interface Judgement {
  verdict: Verdict;
  finding: Finding;
  /** What was recognised, for people. */
  device: string | null;
  model: DeviceModel | null;
}

const maxNameLength = 100;

/**
 * Codes of versions whose eSIM is missing or unsure. Samsung ends codes with the market: 0 is mainland China,
 * Hong Kong or Taiwan, N is South Korea, U and V the United States.
 */
const doubtfulCodes: Partial<Record<RegionNote, RegExp>> = {
  SAMSUNG: /^SM-[A-Z]\d{3}0/,
  SAMSUNG_EARLY: /^SM-[A-Z]\d{3}(?:0|N|U|V)/,
  SONY: /^XQ-[A-Z]{2}72/,
};

/** Judges a device by the model a person names, else by the browser's User-Agent. Blank is as good as not given. */
export function judge({ userAgent, model }: { userAgent?: string | null; model?: string | null }): Judgement {
  const name = model?.trim();
  return name ? judgeName(name) : judgeUserAgent(userAgent ?? '');
}

function judgeName(name: string): Judgement {
  if (name.length > maxNameLength) return unknown('NAME_TOO_LONG', null);
  const model = findModel(name);
  if (!model) return unknown('NOT_LISTED', name);
  const device = nameOf(model);
  const isDoubtful = model.note !== null && doubtfulCodes[model.note]?.test(readCode(name));
  if (isDoubtful) return { verdict: 'UNKNOWN', finding: 'SOME_VERSIONS', device, model };
  return { verdict: model.verdict, finding: model.verdict, device, model };
}

function judgeUserAgent(userAgent: string): Judgement {
  const hint = readUserAgent(userAgent);
  if (hint.kind === 'MODEL') return judgeName(hint.model);
  return unknown(hint.kind, hint.kind === 'IPHONE' ? 'iPhone' : hint.kind === 'IPAD' ? 'iPad' : null);
}

const unknown = (finding: Finding, device: string | null): Judgement => ({
  verdict: 'UNKNOWN',
  finding,
  device,
  model: null,
});

/** `Fairphone 5`, not `Fairphone Fairphone 5`. */
export const nameOf = ({ brand, model }: DeviceModel): string =>
  model.startsWith(brand) ? model : `${brand} ${model}`;

/** The judgement in words: what was found, which versions differ, and how to be sure. */
export function explain({ finding, device, model, verdict }: Judgement, locale: Locale): string {
  const found = say(findings[finding], locale, { device: device ?? '' });
  if (verdict === 'INCOMPATIBLE') return found;
  const note = model?.note ? say(regionNotes[model.note], locale) : null;
  const canDial = finding === 'IPAD' ? false : (model?.canDial ?? true);
  const howToCheck = say(canDial ? check.DIAL : check.SETTINGS, locale);
  return [found, note, howToCheck].filter((sentence) => sentence !== null).join(' ');
}
