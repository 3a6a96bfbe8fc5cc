/** What staff are told of jobs. */
export const jobAlert = {
  hasFailed: { en: 'The job {name} has failed for good', es: 'El trabajo {name} ha fallado definitivamente' },
  waiting: { en: 'Waiting for a person: {count}.', es: 'Esperan a una persona: {count}.' },
  lastError: { en: 'The last one said: {error}', es: 'El último dijo: {error}' },
  failedTodo: {
    en: 'Mend the cause, then retry or discard each.',
    es: 'Corrige la causa y después reintenta o descarta cada uno.',
  },
  isLate: { en: 'The job {name} has not run for its time', es: 'El trabajo {name} lleva retraso' },
  lateSince: {
    en: 'It should run every {minutes} minutes; it last ended {at}.',
    es: 'Debería ejecutarse cada {minutes} minutos; terminó por última vez: {at}.',
  },
  never: { en: 'never', es: 'nunca' },
  lateTodo: {
    en: 'Look whether a process with the role work is alive, and at the runs of this job.',
    es: 'Mira si hay un proceso vivo con el rol work, y las ejecuciones de este trabajo.',
  },
} as const;
