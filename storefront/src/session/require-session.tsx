import type { ReactNode } from 'react';
import { Navigate, useLocation } from 'react-router';
import { Failure } from '../ui/failure.tsx';
import { PageSkeleton } from '../ui/skeleton.tsx';
import { signInAddress } from './safe-redirect.ts';
import { useSession } from './session.tsx';

/** Shows its children to people who are signed in; others sign in first and come back here. */
export function RequireSession({ children }: { children: ReactNode }) {
  const { status, retry } = useSession();
  const location = useLocation();
  if (status === 'signed-out') return <Navigate to={signInAddress(location)} replace />;
  if (status === 'loading') return <PageSkeleton />;
  if (status === 'unknown') return <Failure onRetry={retry} className="shell my-12" />;
  return children;
}
