import type { MailKind } from './mail.entity.ts';

/** What a person may choose not to get. */
export const MailTopic = {
  EXPIRY_REMINDERS: 'EXPIRY_REMINDERS',
  TRIP_TIPS: 'TRIP_TIPS',
} as const;
export type MailTopic = keyof typeof MailTopic;
export const mailTopics: readonly MailTopic[] = Object.values(MailTopic);
export const isMailTopic = (text: string): text is MailTopic => Object.hasOwn(MailTopic, text);

/**
 * The kinds of mail that can be switched off, by their topic. What is not here always goes out: codes, deliveries,
 * receipts, what changes of an account.
 */
const topics: Partial<Record<MailKind, MailTopic>> = {
  EXPIRY_REMINDER: 'EXPIRY_REMINDERS',
  TRIP_TIPS: 'TRIP_TIPS',
};
export const topicOf = (kind: MailKind): MailTopic | null => topics[kind] ?? null;
