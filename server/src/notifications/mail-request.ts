import { z } from 'zod';
import type { MailKind } from './mail.entity.ts';

const amount = z.object({ amount: z.int(), currency: z.string().length(3) });

/** What a mail of each kind carries beside its order, as it is sealed in its row; null where it carries nothing. */
export const payloadSchemas = {
  SIGN_IN_CODE: z.object({ code: z.string().min(1) }),
  /** Confirms a step of somebody who is signed in. */
  ACCOUNT_CODE: z.object({ code: z.string().min(1), purpose: z.enum(['CHANGE_EMAIL', 'DELETE_ACCOUNT']) }),
  /** What changed of somebody's account, and from where. */
  ACCOUNT_NOTICE: z.object({
    notice: z.enum(['EMAIL_CHANGED', 'EMAIL_RESTORED', 'ACCOUNT_DELETED']),
    /** The new address, masked. */
    newEmail: z.string().optional(),
    /** For how many days the link works, which takes the change back. */
    days: z.int().optional(),
    link: z.url().optional(),
    device: z.string(),
    address: z.string().nullable(),
  }),
  /** When the first eSIM of the order runs out. */
  EXPIRY_REMINDER: z.object({ expiresAt: z.iso.datetime() }),
  TRIP_TIPS: z.null(),
  ORDER_DELIVERED: z.null(),
  ORDER_PARTLY_DELIVERED: z.null(),
  DELIVERY_IN_REVIEW: z.null(),
  /** What was given back, when that was not the whole order. */
  ORDER_REFUNDED: z.object({ refunded: amount }).nullable(),
  /** An order that had been closed was paid after all, and is delivered. */
  ORDER_REVIVED: z.null(),
  /** Money that bought nothing goes back: it came too late, or twice. */
  PAYMENT_RETURNED: z.object({ why: z.enum(['LATE', 'TWICE']), returned: amount }),
  /** A buyer asked for a refund that a person decides about. */
  REFUND_ASKED: z.object({ asked: amount, answerHours: z.int() }),
  /** And was told no. */
  REFUND_REFUSED: z.object({ answer: z.string() }),
  /** `path` leads to the page of the shop where something can be done about it. */
  STAFF_ALERT: z.object({
    subject: z.string(),
    lines: z.array(z.string()),
    path: z.string().startsWith('/').nullable(),
  }),
  /** What changed of somebody's own access to the desk, and from where. */
  STAFF_NOTICE: z.object({
    notice: z.enum([
      'INVITED',
      'ROLES_CHANGED',
      'SECOND_FACTOR_ON',
      'SECOND_FACTOR_OFF',
      'SECOND_FACTOR_RESET',
      'RECOVERY_CODE_USED',
      'RECOVERY_CODES_RENEWED',
      'SECOND_FACTOR_GUESSED',
    ]),
    roles: z.array(z.string()).optional(),
    /** How long an invitation stands. */
    days: z.int().optional(),
    /** Recovery codes that are left. */
    left: z.int().optional(),
    device: z.string(),
    address: z.string().nullable(),
  }),
} as const satisfies Record<MailKind, z.ZodType>;

export type MailPayload<K extends MailKind> = z.infer<(typeof payloadSchemas)[K]>;

interface Addressed {
  /** An address, or whose it is as it stands when the mail is asked for. */
  recipient: string | { userId: string };
  /** The reader's language; what the shop does not speak is read in English. */
  locale: string;
  /** One mail is made for one key, however often it is asked for: `sign-in-code:<code id>`, `order-delivered:<order id>`. */
  dedupeKey: string;
}

/** A mail that is asked for. */
export type MailRequest = Addressed &
  (
    | { kind: 'SIGN_IN_CODE'; payload: MailPayload<'SIGN_IN_CODE'> }
    | { kind: 'ACCOUNT_CODE'; payload: MailPayload<'ACCOUNT_CODE'> }
    | { kind: 'ACCOUNT_NOTICE'; payload: MailPayload<'ACCOUNT_NOTICE'> }
    // These can be switched off by the person, who must therefore be known.
    | {
        kind: 'EXPIRY_REMINDER';
        recipient: { userId: string };
        orderId: string;
        payload: MailPayload<'EXPIRY_REMINDER'>;
      }
    | { kind: 'TRIP_TIPS'; recipient: { userId: string }; orderId: string }
    | {
        kind: 'ORDER_DELIVERED' | 'ORDER_PARTLY_DELIVERED' | 'DELIVERY_IN_REVIEW' | 'ORDER_REVIVED';
        orderId: string;
      }
    | { kind: 'ORDER_REFUNDED'; orderId: string; payload?: MailPayload<'ORDER_REFUNDED'> }
    | { kind: 'PAYMENT_RETURNED'; orderId: string; payload: MailPayload<'PAYMENT_RETURNED'> }
    | { kind: 'REFUND_ASKED'; orderId: string; payload: MailPayload<'REFUND_ASKED'> }
    | { kind: 'REFUND_REFUSED'; orderId: string; payload: MailPayload<'REFUND_REFUSED'> }
    | { kind: 'STAFF_ALERT'; orderId?: string; payload: MailPayload<'STAFF_ALERT'> }
    | { kind: 'STAFF_NOTICE'; payload: MailPayload<'STAFF_NOTICE'> }
  );

/** How long a code opens anything; its mail says so and is not sent later. */
export const signInCodeMinutes = 10;
