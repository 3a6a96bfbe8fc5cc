import { QueryClient } from '@tanstack/react-query';
import { toRequestProblem } from './request-problem.ts';

/** react-admin's cache. Only an answer that never came is asked for again; a refusal is shown at once. */
export const createQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: (failures, error) => failures < 2 && toRequestProblem(error).code === 'NETWORK',
        retryDelay: 500,
      },
    },
  });
