/** The audit log. */
export const audit = {
  title: 'Audit log',
  searchHint: 'Person, subject, reason, address or request',
  action: 'Action',
  empty: 'Each thing that staff do is written down here, and nobody can change it.',
  none: 'Try other words, another action or other days. An action is found by the whole of its name.',
};
