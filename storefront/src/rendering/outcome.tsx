import { createContext, use } from 'react';

/** How a drawn page shall be answered; the server reads it, the browser has no use for it. */
export type Outcome = { status: number };

export const OutcomeContext = createContext<Outcome | null>(null);

/** Answers the page with this status where the server draws it. */
export function useStatus(status: number): void {
  const outcome = use(OutcomeContext);
  if (outcome) outcome.status = status;
}
