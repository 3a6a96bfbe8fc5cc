/** The second factor of signing in. */
export const secondFactor = {
  title: 'Your second factor',
  hint: 'You are signing in as %{email}. Type the six digits that your authenticator app shows now.',
  code: 'Code of the authenticator',
  useRecovery: 'Use a recovery code',
  recoveryHint: 'You are signing in as %{email}. Type one of your recovery codes; each works once.',
  recoveryCode: 'Recovery code',
  useCode: 'Use the authenticator',
  enrolTitle: 'Set up your second factor',
  enrolText:
    'You are signed in as %{email}. Your role asks for a second factor; the desk opens once it is on.',
  scan: 'Scan this with an authenticator app, then type the six digits it shows.',
  qr: 'QR code for the authenticator app',
  secret: 'Or type this secret into the app:',
  turnOn: 'Turn it on',
  recoveryTitle: 'Your recovery codes',
  recoveryText:
    'Keep these where you find them without your phone. Each lets you in once. They are shown only now.',
  copy: 'Copy',
  copied: 'Copied',
  download: 'Download',
  kept: 'I have kept them',
};
