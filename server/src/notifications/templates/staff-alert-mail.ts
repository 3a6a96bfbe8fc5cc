import type { MailPayload } from '../mail-request.ts';
import type { MailContent } from '../mailer.ts';
import type { Frame } from './frame.ts';
import { renderText } from './render.tsx';

/** Text alone: read by staff, often on a watch or in a chat that mails are forwarded to. */
export function staffAlertMail(alert: MailPayload<'STAFF_ALERT'>, frame: Frame): MailContent {
  const link = alert.path === null ? [] : [[`${frame.publicUrl}${alert.path}`]];
  return {
    subject: `[Tribi] ${alert.subject}`,
    html: null,
    text: renderText(frame, frame.t('staffReason'), [[alert.subject], alert.lines, ...link]),
    pictures: [],
  };
}
