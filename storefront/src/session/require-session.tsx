import { lazy, type ReactNode, Suspense } from 'react';
import { Navigate, useLocation } from 'react-router';
import { KeepEsims } from '../offline/keep-esims.tsx';
import { PageSkeleton } from '../ui/skeleton.tsx';
import { signInAddress } from './safe-redirect.ts';
import { useSession } from './session.tsx';

const OfflineEsims = lazy(async () => ({
  default: (await import('../offline/offline-esims.tsx')).OfflineEsims,
}));

/** Shows its children to people who are signed in; others sign in first and come back here. */
export function RequireSession({ children }: { children: ReactNode }) {
  const { status, error, retry } = useSession();
  const location = useLocation();
  if (status === 'signed-out') return <Navigate to={signInAddress(location)} replace />;
  if (status === 'loading') return <PageSkeleton />;
  if (status === 'unknown') {
    return (
      <Suspense fallback={<PageSkeleton />}>
        <OfflineEsims error={error} onRetry={retry} />
      </Suspense>
    );
  }
  return (
    <>
      <KeepEsims />
      {children}
    </>
  );
}
