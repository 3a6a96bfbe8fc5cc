/** The frame: the desk itself, signing in, what goes wrong, lists. */
export const desk = {
  name: '%{shop} desk',
  sandbox: 'Sandbox: no real money and no real eSIM.',
  mailbox: 'Open the mailbox',
  groups: { shop: 'The shop', people: 'People' },
  toShop: 'Go to the shop',
  pageTitle: '%{page} · Tribi desk',
};

export const roles = {
  SUPPORT: 'Support',
  CATALOG: 'Catalog',
  FINANCE: 'Finance',
  ADMIN: 'Admin',
};

export const session = {
  title: 'Sign in to the desk',
  emailHint: 'We mail you a code of six digits. There is no password.',
  email: 'Email address',
  sendCode: 'Mail me a code',
  haveCode: 'I have a code already',
  codeTitle: 'Enter your code',
  codeHint: 'We sent six digits to %{email}. They hold for ten minutes.',
  code: 'Six-digit code',
  signIn: 'Sign in',
  otherEmail: 'Use another address',
  resend: 'Send a new code',
  resendIn: 'Send a new code in %{seconds} s',
  resent: 'A new code is on its way. Earlier ones no longer work.',
  tryAgainIn: 'Try again in %{seconds} s.',
  signOut: 'Sign out',
  refusedTitle: 'This desk is for staff',
  refused: 'You are signed in as %{email}, and this address has no staff role.',
  refusedHint:
    'If it should have one, ask an administrator to grant it, then reload this page. Or sign out and use your work address.',
  partRefusedTitle: 'Not part of your work',
  partRefused:
    'You are signed in as %{email} (%{roles}). This page needs another role; an administrator can grant it.',
};

export const problem = {
  title: 'This could not be loaded',
  network: 'The server does not answer. Check your connection.',
  again: 'Try again',
  signedOut: 'You are no longer signed in. Sign in again to go on.',
  forbidden: 'Your role does not allow this. If it should, ask an administrator.',
  stale: 'This may be out of date.',
  notFoundTitle: 'There is no order %{number}',
  notFound: 'Check the number: it looks like TRB-7K3MQ9.',
  pageNotFoundTitle: 'There is no such page',
  pageNotFound: 'The address may be misspelt, or the page has moved.',
  crashTitle: 'This page broke',
  crash:
    'Nothing you did was lost. Try again; if it breaks again, tell whoever runs this shop what you did before.',
};

export const list = {
  from: 'From day',
  to: 'To day',
  clear: 'Clear filters',
  emptyTitle: 'Nothing here yet',
  noneTitle: 'Nothing fits these filters',
  export: 'Export CSV',
  exporting: 'Exporting…',
  exportCut: 'The file has the first %{count} rows. Narrow the filters for the rest.',
};
