import type { OperationVariables } from '@apollo/client';
import type { useQuery } from '@apollo/client/react';

/** The whole answer to what was asked; before it comes, the last one if there was one. */
export function answerOf<Data, Variables extends OperationVariables>(
  query: useQuery.Result<Data, Variables>,
): useQuery.Result<Data, Variables>['previousData'] {
  return query.dataState === 'complete' ? query.data : query.previousData;
}
