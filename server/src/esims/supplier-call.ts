import { setTimeout as delay } from 'node:timers/promises';
import type { EntityManager } from '../platform/database/orm.ts';
import { recorded } from '../platform/i18n/stored-text.ts';
import {
  type EsimProvider,
  type ProvidedEsim,
  ProviderBusy,
  type ProviderOrder,
  ProviderRefused,
} from '../providers/esim-provider.ts';
import { NoTurn, type SupplierPacer } from '../providers/supplier-pacer.ts';
import { attemptDetails } from '../reasons/attempt-detail.messages.ts';
import type { AttemptEnd } from './attempt-log.ts';

/** What a call came to: a profile, the certainty that nothing was made, or an end that an attempt is given. */
export type CallResult =
  | { kind: 'made'; profile: ProvidedEsim }
  | { kind: 'nothing' }
  /** Its turn was too far off: nothing was sent. */
  | { kind: 'unsent'; detail: string }
  | { kind: 'failed'; end: AttemptEnd };

/** What a supplier asks for beyond this is not taken at its word: one wrong header must not stop a shop for days. */
const longestPauseSeconds = 300;

/**
 * Asks a supplier when its turn comes, and gives it no longer than its time limit. Call it outside of transactions.
 * Never throws for what the supplier did; an error that the adapter does not explain leaves the outcome unknown.
 */
export async function askSupplier(
  pacer: SupplierPacer,
  em: EntityManager,
  provider: EsimProvider,
  how: 'order' | 'lookUp',
  order: ProviderOrder,
): Promise<CallResult> {
  const ask = () => inTime(provider, how === 'order' ? provider.order(order) : lookUp(provider, order));
  try {
    const profile = await pacer.paced(em, provider.name, provider.capabilities.ratePerSecond, ask);
    return profile ? { kind: 'made', profile } : { kind: 'nothing' };
  } catch (error) {
    if (error instanceof NoTurn) return { kind: 'unsent', detail: error.message };
    const waitSeconds = error instanceof ProviderBusy ? error.retryAfterSeconds : null;
    if (waitSeconds !== null)
      await pacer.pause(em, provider.name, Math.min(Math.max(0, waitSeconds), longestPauseSeconds));
    return { kind: 'failed', end: endOf(error) };
  }
}

async function lookUp(provider: EsimProvider, order: ProviderOrder): Promise<ProvidedEsim | null> {
  if (!provider.lookUp) throw new Error(`${provider.name} declares canLookUp and has no lookUp`);
  return provider.lookUp(order.reference);
}

/** The adapter keeps the limit itself where it can; this keeps it also where it cannot. */
async function inTime<T>(provider: EsimProvider, asked: Promise<T>): Promise<T> {
  const isOver = new AbortController();
  const tooLate = delay(provider.capabilities.timeLimitMs + 1_000, undefined, { signal: isOver.signal }).then(
    (): never => {
      throw new Error(recorded(attemptDetails.notInTime, { supplier: provider.name }));
    },
  );
  try {
    return await Promise.race([asked, tooLate]);
  } finally {
    isOver.abort();
    tooLate.catch(() => {});
    asked.catch(() => {});
  }
}

function endOf(error: unknown): AttemptEnd {
  const detail = error instanceof Error ? error.message : String(error);
  if (error instanceof ProviderRefused) return { outcome: 'REFUSED', code: error.code, detail };
  const code = error instanceof Error ? error.name : null;
  return { outcome: error instanceof ProviderBusy ? 'BUSY' : 'UNKNOWN', code, detail };
}
