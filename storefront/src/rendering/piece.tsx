import { type ReactNode, Suspense } from 'react';
import { TakenOver } from './taken-over.tsx';

/**
 * A part of a page that the browser may take over by itself, later than others: a long page is not one long task. What
 * is touched first is taken over first.
 */
export function Piece({ children }: { children: ReactNode }) {
  return (
    <Suspense fallback={null}>
      {children}
      <TakenOver />
    </Suspense>
  );
}
