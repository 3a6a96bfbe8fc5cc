import type { mailTexts } from '../mail.texts.ts';
import type { MailPayload } from '../mail-request.ts';
import type { MailContent } from '../mailer.ts';
import type { Frame } from './frame.ts';
import { renderText } from './render.tsx';

type Notice = MailPayload<'STAFF_NOTICE'>['notice'];
type Text = keyof typeof mailTexts;

const texts: Readonly<Record<Notice, { subject: Text; lead: Text }>> = {
  INVITED: { subject: 'invitedSubject', lead: 'invitedLead' },
  ROLES_CHANGED: { subject: 'rolesSubject', lead: 'rolesLead' },
  SECOND_FACTOR_ON: { subject: 'factorOnSubject', lead: 'factorOnLead' },
  SECOND_FACTOR_OFF: { subject: 'factorOffSubject', lead: 'factorOffLead' },
  SECOND_FACTOR_RESET: { subject: 'factorResetSubject', lead: 'factorResetLead' },
  RECOVERY_CODE_USED: { subject: 'recoverySubject', lead: 'recoveryLead' },
  RECOVERY_CODES_RENEWED: { subject: 'renewedSubject', lead: 'renewedLead' },
  SECOND_FACTOR_GUESSED: { subject: 'guessedSubject', lead: 'guessedLead' },
};

/** Text alone: what changed of somebody's own access to the desk, from where, and what to do if it was not them. */
export function staffNoticeMail(payload: MailPayload<'STAFF_NOTICE'>, frame: Frame): MailContent {
  const { t } = frame;
  const { notice, roles = [], left = 0, days = 0, device, address } = payload;
  const { subject, lead } = texts[notice];
  const values = { roles: roles.length > 0 ? roles.join(', ') : t('noRoles'), left, days };
  return {
    subject: `[Tribi] ${t(subject)}`,
    html: null,
    text: renderText(frame, t('staffReason'), [
      [t(subject)],
      [t(lead, values)],
      ...(notice === 'INVITED'
        ? []
        : [[t('noticeFrom', { device, address: address ?? '-' })], [t('noticeNotYou')]]),
      [`${frame.publicUrl}/admin`],
    ]),
    pictures: [],
  };
}
