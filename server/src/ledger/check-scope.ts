import type { Finding } from './finding.ts';

/** What a check looks at. */
export interface Scope {
  /** Rows and entries that changed since; sums are always of everything. */
  since: Date;
  /** What happened after this may still be on its way. */
  settledBefore: Date;
}

/** A finding as a look's statement gives it. */
export type FindingRow = Finding;
