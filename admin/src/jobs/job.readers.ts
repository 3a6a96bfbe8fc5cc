import { dataOf, type ResourceReader } from '../api/data-provider.ts';
import {
  DeadLetterListDocument,
  type DeadLetterRowFragment,
  JobRunListDocument,
  type JobRunOutcome,
  type JobRunRowFragment,
} from '../generated/graphql.ts';
import { stateLooks } from '../states/state-looks.ts';
import { textOf } from '../ui/list-filters.ts';

export type JobRunRow = JobRunRowFragment;
export type DeadLetterRow = DeadLetterRowFragment;

const isOutcome = (name: unknown): name is JobRunOutcome =>
  typeof name === 'string' && Object.hasOwn(stateLooks.job, name);
export const jobRunOutcomes = Object.keys(stateLooks.job).filter(isOutcome);

export const jobRunReader: ResourceReader = {
  list: async (client, { first, offset, filter: { name, outcome } }) => {
    const filter = { name: textOf(name) || null, outcome: isOutcome(outcome) ? outcome : null };
    const variables = { first, offset, filter };
    const { jobRuns } = dataOf(
      await client.query({ query: JobRunListDocument, variables, fetchPolicy: 'no-cache' }),
    );
    return { data: jobRuns.nodes, total: jobRuns.totalCount };
  },
};

export const deadLetterReader: ResourceReader = {
  list: async (client, { first, offset, filter: { name } }) => {
    const variables = { first, offset, name: textOf(name) || null };
    const { deadLetters } = dataOf(
      await client.query({ query: DeadLetterListDocument, variables, fetchPolicy: 'no-cache' }),
    );
    return { data: deadLetters.nodes, total: deadLetters.totalCount };
  },
};
