/** What every question and its answer have in common. */
export const actions = {
  cancel: 'Back',
  reason: 'Reason',
  reasonHint: '3 to 500 characters. It is kept in the history.',
  held: 'You have sent this before.',
  unknown: 'No answer came, so it may have been done already. Trying again is safe.',
};
