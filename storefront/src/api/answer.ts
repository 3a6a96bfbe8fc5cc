import type { OperationVariables } from '@apollo/client';
import type { useQuery } from '@apollo/client/react';

/** The whole answer to what was asked, or undefined while there is none. */
export function answerOf<Data, Variables extends OperationVariables>(
  query: useQuery.Result<Data, Variables>,
): useQuery.Result<Data, Variables>['previousData'] {
  return query.dataState === 'complete' ? query.data : undefined;
}

/** The same, or the last answer while a new one is on its way: a list stays in place while it is sorted anew. */
export function lastAnswerOf<Data, Variables extends OperationVariables>(
  query: useQuery.Result<Data, Variables>,
): useQuery.Result<Data, Variables>['previousData'] {
  return answerOf(query) ?? query.previousData;
}
