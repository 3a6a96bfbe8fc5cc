/** What the shop does by itself. */
export const jobs = {
  title: 'Jobs',
  empty: 'No job has run yet.',
  none: 'Try another name or outcome. A name is found by the whole of it.',
  name: 'Job',
  outcome: 'Outcome',
  startedAt: 'Started',
  took: 'Took',
  milliseconds: '%{count} ms',
  attempt: 'Try',
  detail: 'Detail',
  process: 'Process',
  request: 'Request',
};

/** Jobs that failed for good. */
export const deadLetters = {
  title: 'Dead letters',
  empty: 'No job has failed for good.',
  none: 'No failed job has this name. A name is found by the whole of it.',
  failed: 'Failed %{at} after %{tries} tries',
  retry: {
    open: 'Retry…',
    title: 'Try %{name} again',
    text: 'The job is put back into its queue, once. It does nothing twice.',
    confirm: 'Retry',
    done: 'The job is in its queue again.',
  },
  discard: {
    open: 'Discard…',
    title: 'Discard %{name}',
    text: 'What the job was to do will not be done. Do this when it was done in another way, or is no longer wanted.',
    confirm: 'Discard',
    done: 'The job is discarded.',
  },
};
