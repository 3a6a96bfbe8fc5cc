export { accountNoticeMail } from './account-notice-mail.tsx';
export { accountCodeMail, signInCodeMail } from './code-mail.tsx';
export { deliveryMail } from './delivery-mail.tsx';
export {
  expiryReminderMail,
  inReviewMail,
  refundAskedMail,
  refundedMail,
  refundRefusedMail,
  returnedMail,
  revivedMail,
  tripTipsMail,
} from './notice-mail.tsx';
export { staffAlertMail } from './staff-alert-mail.ts';
export { staffNoticeMail } from './staff-notice-mail.ts';
