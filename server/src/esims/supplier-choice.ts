import { recorded } from '../platform/i18n/stored-text.ts';
import { type BreakerReading, canProbe } from '../providers/breaker.states.ts';
import type { ProviderCapabilities } from '../providers/esim-provider.ts';
import { reasons } from '../reasons/reason.messages.ts';
import type { AttemptOutcome } from './attempt.states.ts';

/** A supplier of a plan, as it stands when an eSIM is wanted. */
export interface PlanSupplier {
  supplier: string;
  sku: string;
  costAmount: number;
  costCurrency: string;
  isEnabled: boolean;
  /** The switch SUPPLIER:<NAME>. */
  isOn: boolean;
  /** Null where no adapter has this name. */
  capabilities: ProviderCapabilities | null;
  breaker: BreakerReading;
  /** It has told us to stop until then. */
  pausedUntil: Date | null;
}

/** A call that was made for this eSIM. */
export interface KnownAttempt {
  id: string;
  supplier: string;
  outcome: AttemptOutcome;
  startedAt: Date;
  waivedAt: Date | null;
  /** Its turn never came: nothing was sent, and it is no try. */
  isUnsent: boolean;
}

export interface Situation {
  now: Date;
  /** In the order in which the plan wants them asked. */
  suppliers: readonly PlanSupplier[];
  /** Oldest first. */
  attempts: readonly KnownAttempt[];
  /** Tries and refusals before this do not count: a person began anew. */
  roundAt: Date | null;
  /** The only supplier to ask, where a person chose one. */
  wanted: string | null;
  /** Suppliers that failed just now, in this very run. */
  failedNow: ReadonlySet<string>;
}

export type ReviewHold = 'SUPPLIER_REFUSED' | 'SUPPLIER_UNKNOWN' | 'SUPPLIER_UNREACHABLE';

export type Choice =
  | { kind: 'call'; how: 'order' | 'lookUp'; source: PlanSupplier; capabilities: ProviderCapabilities }
  /** Nobody can be asked now. `queue` names whose breaker to wait for, else it is `seconds`. */
  | { kind: 'wait'; seconds: number; queue: string | null }
  | { kind: 'review'; hold: ReviewHold; reason: string };

/** Tries with one supplier in a round: the waits between them add up to about an hour. */
export const maxTries = 10;
const firstWaitSeconds = 2;
const longestWaitSeconds = 600;
/** How long to wait for a person to turn a switch on. */
const switchSeconds = 60;

/**
 * Whom to ask for an eSIM. A clear refusal leads to the plan's next supplier, and so does one that was busy or is
 * not to be asked now, because they made nothing. An unknown outcome leads to nobody else: there may be an eSIM. It
 * is asked again under the same handle, or looked up, or given to a person.
 */
export function chooseSupplier(situation: Situation): Choice {
  const unknown = situation.attempts.findLast(
    ({ outcome, waivedAt }) => outcome === 'UNKNOWN' && waivedAt === null,
  );
  if (unknown) return settle(situation, unknown.supplier);
  const { wanted } = situation;
  const candidates = situation.suppliers.filter(
    ({ supplier, isEnabled }) => isEnabled && (wanted === null || supplier === wanted),
  );
  if (candidates.length === 0)
    return review(
      'SUPPLIER_REFUSED',
      wanted ? recorded(reasons.planLacksSupplier, { supplier: wanted }) : recorded(reasons.noSupplier),
    );
  const known = candidates.filter(({ capabilities }) => capabilities !== null);
  if (known.length === 0)
    return review('SUPPLIER_REFUSED', recorded(reasons.noAdapter, { names: names(candidates) }));
  const willing = known.filter(({ supplier }) => !has(situation, supplier, 'REFUSED'));
  if (willing.length === 0)
    return review('SUPPLIER_REFUSED', recorded(reasons.refusedBySuppliers, { suppliers: names(known) }));
  const left = willing.filter(({ supplier }) => triesOf(situation, supplier) < maxTries);
  if (left.length === 0)
    return review(
      'SUPPLIER_UNREACHABLE',
      recorded(reasons.notTaken, { suppliers: names(willing), tries: maxTries }),
    );
  return callOrWait(situation, left, 'order');
}

function settle(situation: Situation, name: string): Choice {
  const source = situation.suppliers.find(({ supplier }) => supplier === name);
  const { capabilities = null } = source ?? {};
  if (!source || !capabilities)
    return review('SUPPLIER_UNKNOWN', recorded(reasons.cannotBeAsked, { supplier: name }));
  if (!capabilities.hasIdempotencyHandle && !capabilities.canLookUp)
    return review('SUPPLIER_UNKNOWN', recorded(reasons.cannotTell, { supplier: name }));
  if (triesOf(situation, name) >= maxTries)
    return review('SUPPLIER_UNKNOWN', recorded(reasons.didNotTell, { supplier: name, tries: maxTries }));
  return callOrWait(situation, [source], capabilities.hasIdempotencyHandle ? 'order' : 'lookUp');
}

function callOrWait(situation: Situation, sources: readonly PlanSupplier[], how: 'order' | 'lookUp'): Choice {
  const fresh = sources.filter(({ supplier }) => !situation.failedNow.has(supplier));
  for (const source of fresh)
    if (source.capabilities && mayBeAsked(source, situation.now))
      return { kind: 'call', how, source, capabilities: source.capabilities };
  const waits = [
    ...sources
      .filter(({ supplier }) => situation.failedNow.has(supplier))
      .map((source) => ({
        seconds: backOff(triesOf(situation, source.supplier)),
        queue: null,
      })),
    ...fresh.map((source) => waitFor(source, situation.now)),
  ];
  const first = waits.reduce((least, wait) => (wait.seconds < least.seconds ? wait : least));
  return { kind: 'wait', ...first };
}

/** Whether nothing speaks against a call: not its switch, not its own word, not its breaker. */
function mayBeAsked({ isOn, pausedUntil, breaker }: PlanSupplier, now: Date): boolean {
  if (!isOn || (pausedUntil && pausedUntil > now)) return false;
  return breaker.state === 'CLOSED' || canProbe(breaker, now);
}

function waitFor({ supplier, isOn, pausedUntil, breaker }: PlanSupplier, now: Date) {
  const until = (time: Date | null) => Math.max(0, ((time ?? now).getTime() - now.getTime()) / 1000);
  if (!isOn) return { seconds: switchSeconds, queue: null };
  const pause = { seconds: until(pausedUntil), queue: null };
  if (breaker.state === 'CLOSED') return pause;
  // The queue at the breaker knows nothing of the supplier's own word: the later of the two is waited for.
  const look = { seconds: until(breaker.retryAt), queue: supplier };
  return pause.seconds > 0 && (breaker.state === 'HALF_OPEN' || pause.seconds > look.seconds) ? pause : look;
}

/** Seconds before the next try after so many: 2, 4, 8 … 600. Its jitter is added where it is waited. */
export const backOff = (tries: number): number =>
  Math.min(longestWaitSeconds, firstWaitSeconds * 2 ** Math.max(0, tries - 1));

const inRound = ({ attempts, roundAt }: Situation, supplier: string): KnownAttempt[] =>
  attempts.filter((attempt) => attempt.supplier === supplier && (!roundAt || attempt.startedAt >= roundAt));

const has = (situation: Situation, supplier: string, outcome: AttemptOutcome): boolean =>
  inRound(situation, supplier).some((attempt) => attempt.outcome === outcome);

const triesOf = (situation: Situation, supplier: string): number =>
  inRound(situation, supplier).filter(
    ({ outcome, isUnsent }) => !isUnsent && (outcome === 'BUSY' || outcome === 'UNKNOWN'),
  ).length;

const names = (suppliers: readonly PlanSupplier[]): string =>
  suppliers.map(({ supplier }) => supplier).join(', ');

const review = (hold: ReviewHold, reason: string): Choice => ({ kind: 'review', hold, reason });
