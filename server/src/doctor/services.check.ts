import type { Config } from '../config.ts';
import { tryMailServer } from '../notifications/smtp/smtp-mailer.ts';
import { probeConnectedYou } from '../providers/connected-you/connected-you.probe.ts';
import { about, type Finding } from './finding.ts';

/** Whether the supplier answers and takes our key. Nothing is ordered. */
export async function lookAtSupplier({ connectedYou }: Config): Promise<Finding[]> {
  const { ok, warning, problem } = about('supplier');
  switch (await probeConnectedYou(connectedYou)) {
    case 'taken':
      return [ok('ConnectedYou answers and takes our key.')];
    case 'refused':
      return [
        problem(
          'ConnectedYou refuses our key.',
          'Check CONNECTED_YOU_API_KEY and CONNECTED_YOU_PARTNER_ID; until then nothing is delivered but from stock.',
        ),
      ];
    case 'broken':
      return [
        warning(
          'ConnectedYou answers with errors of its own.',
          'Wait, or turn its switch off and tell them.',
        ),
      ];
    case 'unreachable':
      return [
        problem(
          'ConnectedYou cannot be reached.',
          'Check CONNECTED_YOU_BASE_URL, the network, and their status.',
        ),
      ];
  }
}

/** Whether the mail server lets us in. Nothing is sent. */
export async function lookAtMail({ mail, sandbox }: Config): Promise<Finding[]> {
  const { ok, warning, problem } = about('mail');
  try {
    await tryMailServer(mail);
  } catch (error) {
    return [
      problem(
        error instanceof Error ? error.message : 'The mail server does not let us in.',
        'Check SMTP_HOST, SMTP_PORT, SMTP_USER, SMTP_PASSWORD and SMTP_USE_TLS. Nobody can sign in without mails.',
      ),
    ];
  }
  if (sandbox.mailboxUrl) return [ok('The sandbox mailbox takes mails.')];
  return [
    mail.smtp.useTls
      ? ok('The mail server lets us in, over TLS.')
      : warning(
          'The mail server lets us in, without TLS.',
          'Set SMTP_USE_TLS=true: mails hold sign-in codes.',
        ),
  ];
}
