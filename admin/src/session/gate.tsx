import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { isUnauthenticated } from '../api/request-problem.ts';
import { useMeQuery } from '../generated/graphql.ts';
import { OuterFrame } from '../shell/outer-frame.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { EnrolmentStep } from './enrolment-step.tsx';
import { Refusal } from './refusal.tsx';
import { isStaff } from './rights.ts';
import { SecondFactorStep } from './second-factor-step.tsx';
import { SignInPage } from './sign-in-page.tsx';
import { ViewerContext } from './viewer.ts';

/** Lets staff in. Anyone else gets, at the same address, the way in or a plain no that names them. */
export function Gate({ children }: { children: ReactNode }) {
  const query = useMeQuery();
  const { error, refetch } = query;
  const answer = query.dataState === 'complete' ? query.data : null;
  useForgetting(answer?.me?.id);
  if (error && !isUnauthenticated(error)) {
    return (
      <OuterFrame>
        <ProblemNote error={error} onRetry={() => void refetch().catch(() => undefined)} />
      </OuterFrame>
    );
  }
  if (!answer && !error) return <OuterFrame isBusy />;
  const viewer = answer?.me;
  if (!viewer) return <SignInPage />;
  if (!isStaff(viewer.roles)) return <Refusal viewer={viewer} />;
  if (viewer.secondFactor === 'REQUIRED') return <SecondFactorStep viewer={viewer} />;
  if (viewer.secondFactor === 'ENROLMENT_REQUIRED') return <EnrolmentStep viewer={viewer} />;
  return <ViewerContext value={viewer}>{children}</ViewerContext>;
}

/** What was read for one person is not kept for the next. */
function useForgetting(id: string | undefined): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    if (id !== undefined) return () => queryClient.clear();
  }, [id, queryClient]);
}
