import { redactText } from '../platform/logging/redact.ts';

export type FindingStatus = 'ok' | 'warning' | 'problem';

/** One line of the doctor's. */
export interface Finding {
  /** What was looked at: `database`, `stripe`. */
  check: string;
  status: FindingStatus;
  /** What was found. No secrets. */
  what: string;
  /** What to do about it; null when nothing. */
  advice: string | null;
}

export type Look = () => Promise<Finding[]>;

/** A look that has not ended by then is itself a finding. */
const limitMs = 30_000;

/** Makes the findings of one check. */
export const about = (check: string) => ({
  ok: (what: string): Finding => ({ check, status: 'ok', what, advice: null }),
  warning: (what: string, advice: string): Finding => ({ check, status: 'warning', what, advice }),
  problem: (what: string, advice: string): Finding => ({ check, status: 'problem', what, advice }),
});

/** What a look finds; one that fails or hangs is a problem, and the others go on. */
export async function look(check: string, work: Look): Promise<Finding[]> {
  const late = Promise.withResolvers<Finding[]>();
  const { problem } = about(check);
  const timer = setTimeout(
    () =>
      late.resolve([problem('It did not answer in time.', 'Look at the network between here and there.')]),
    limitMs,
  );
  try {
    return await Promise.race([work(), late.promise]);
  } catch (error) {
    const words = redactText(error instanceof Error ? error.message : String(error));
    return [problem(`It could not be looked at: ${words}`, 'See docs/runbook.md.')];
  } finally {
    clearTimeout(timer);
  }
}

const order: readonly FindingStatus[] = ['ok', 'warning', 'problem'];

/** The worst of all. */
export const worst = (findings: readonly Finding[]): FindingStatus =>
  findings.reduce<FindingStatus>(
    (found, { status }) => (order.indexOf(status) > order.indexOf(found) ? status : found),
    'ok',
  );
