import { pageAddress } from '../platform/i18n/page-address.ts';
import type { Locale } from '../platform/request-context.ts';
import type { Vault } from '../platform/security/secrets.ts';
import { isMailTopic, type MailTopic } from './mail-topic.ts';

export interface Unsubscription {
  userId: string;
  topic: MailTopic;
}

type Signing = Pick<Vault, 'mac' | 'matches'>;
const pattern = /^([0-9a-f-]{36})\.([A-Z_]+)\.([\w-]{43})$/;
const signed = ({ userId, topic }: Unsubscription): string => `unsubscribe ${userId} ${topic}`;

/** Says who and what, and that we said so. It does not run out: an old mail's link must still end the mails. */
export const unsubscribeToken = (vault: Signing, what: Unsubscription): string =>
  `${what.userId}.${what.topic}.${vault.mac(signed(what))}`;

/** What a token ends; null when it is not one of ours. */
export function readUnsubscribeToken(vault: Signing, token: string): Unsubscription | null {
  const [, userId = '', topic = '', mac = ''] = pattern.exec(token) ?? [];
  if (!isMailTopic(topic)) return null;
  const what = { userId, topic };
  return vault.matches(signed(what), mac) ? what : null;
}

/** The page of the shop for a token; a POST to it ends the mails at once, as mail programs do (RFC 8058). */
export const unsubscribeUrl = (publicUrl: string, locale: Locale, token: string): string =>
  pageAddress(publicUrl, locale, `/unsubscribe/${token}`);
