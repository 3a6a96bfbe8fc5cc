/** Alerts from the shop to its people. */
export const alerts = {
  title: 'Alerts',
  empty: 'No alert is open: the shop runs by itself.',
  none: 'No alert was raised yet.',
  tabs: { open: 'Open', settled: 'Settled', all: 'All' },
  raised: 'Raised %{at}',
  again: 'again %{count} times, last %{at}',
  acknowledged: 'taken on by %{who} %{at}',
  settled: 'settled by %{who} %{at}',
  look: 'Go there',
  acknowledge: 'I take it on',
  acknowledgeText: 'The others see that you look at it. It stays open until it is settled.',
  acknowledgeConfirm: 'Take it on',
  acknowledgeDone: 'The alert is yours.',
  settle: 'Settle…',
  settleTitle: 'Settle the alert',
  settleText: 'Do this when nothing is left to do. If it happens again, it is raised anew.',
  settleConfirm: 'Settle',
  settleDone: 'The alert is settled.',
};

/** Switches that stop a part of the shop. */
export const switches = {
  title: 'Switches',
  lead: 'Each stops a part of the shop at once, in every process, and is written into the audit log.',
  empty: 'This shop has no switches.',
  PURCHASES: {
    title: 'Purchases',
    stops: 'Off: nobody can start an order or a payment. Orders that are paid are still delivered.',
  },
  MAIL: {
    title: 'Outgoing mail',
    stops: 'Off: mails wait, sign-in codes too, and go out when it is on again.',
  },
  SUPPLIER: {
    title: 'Supplier %{supplier}',
    stops: 'Off: nothing is ordered there. What would be waits, or comes from stock or another supplier.',
  },
  turnOn: 'Turn on',
  turnOff: 'Turn off',
  turnOnTitle: 'Turn on: %{title}',
  turnOffTitle: 'Turn off: %{title}',
  turnOnText: 'It works again at once. What waited goes on.',
  isOn: '%{title}: on.',
  isOff: '%{title}: off.',
  changed: 'Last turned by %{who} on %{at}: %{reason}',
};
