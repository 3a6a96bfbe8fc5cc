/** What buyers ask back, and how it is answered. */
export const returns = {
  title: 'Requests for a refund',
  asked:
    '%{amount} for %{count} eSIM, asked for on %{date} |||| %{amount} for %{count} eSIMs, asked for on %{date}',
  reason: 'The buyer says: “%{reason}”',
  answer: 'The buyer was told: “%{answer}”',
  approve: {
    open: 'Agree…',
    title: 'Give %{amount} back?',
    text: 'The money goes back to the card, and the eSIMs open nothing from then on. Nobody tells us whether an eSIM was installed: where it matters, ask the supplier first.',
    confirm: 'Agree to the refund',
    done: 'Agreed to. The money goes out by itself.',
  },
  refuse: {
    open: 'Refuse…',
    title: 'Refuse this request?',
    text: 'The buyer is mailed your reason, and reads it on the order’s page.',
    confirm: 'Refuse the request',
    done: 'Refused. The buyer is told.',
  },
};
