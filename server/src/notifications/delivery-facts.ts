import type { Money } from '../platform/money/money.ts';
import type { RequestContext } from '../platform/request-context.ts';

/** One eSIM that is ready, as its buyer needs it on paper. */
export interface DeliveredEsim {
  /** 1 to the order's quantity. */
  position: number;
  iccid: string;
  /** The full LPA string. */
  activationCode: string;
  smdpAddress: string;
  matchingId: string;
  installLinks: { ios: string; android: string };
}

/** What the mails about an order say, as it stands when they are sent. */
export interface DeliveryFacts {
  /** TRB-7K3MQ9. */
  orderNumber: string;
  /** Absolute address of the order's page. */
  orderUrl: string;
  /** The country or region by its name in the reader's language: Spain, Europe. */
  placeName: string;
  planName: string;
  isUnlimited: boolean;
  /** 1024 to the gigabyte; null when unlimited. */
  dataMb: number | null;
  validityDays: number;
  /** From when the days are counted; null when the supplier does not say. */
  validityPolicy: 'FROM_FIRST_USE' | 'FROM_INSTALL' | null;
  /** ISO 3166-1 alpha-2. */
  countryCodes: readonly string[];
  /** What was paid for the whole order. */
  total: Money;
  /** How many eSIMs were ordered. */
  quantity: number;
  /** How many of them could not be delivered and are given up. */
  lost: number;
  /** How many were taken back: their codes are told to nobody any more. */
  revoked: number;
  /** Those that are ready, by position; empty while none is. */
  esims: readonly DeliveredEsim[];
}

/** Where mails read an order from. */
export interface DeliveryReader {
  /**
   * Reads the order as it is now, in the language of `ctx.locale`; null when there is no such order.
   * @param isHandingOut the codes are about to leave the shop, which is written down first
   */
  read(ctx: RequestContext, orderId: string, isHandingOut: boolean): Promise<DeliveryFacts | null>;
}
