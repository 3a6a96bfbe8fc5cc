export { deliveryMail } from './delivery-mail.tsx';
export { inReviewMail, refundedMail, returnedMail, revivedMail } from './notice-mail.tsx';
export { signInCodeMail } from './sign-in-code-mail.tsx';
export { staffAlertMail } from './staff-alert-mail.ts';
export { staffNoticeMail } from './staff-notice-mail.ts';
