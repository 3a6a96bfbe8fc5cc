import { settled } from './census.ts';
import { buy, type CheckoutOptions, type Person, signIn } from './shopper.ts';
import { stripeApi } from './stripe-events.ts';
import { type ResultOf, startTestApp, type TestApp } from './test-app.ts';

interface Shop {
  app: TestApp;
  /** Who bought and asks: another one in each test. */
  person: Person;
  finance: Person;
}

/** The plan that is bought. */
export const slug = 'spain-1gb-7d';

export interface Asking {
  number: string;
  esimIds?: string[] | null;
  reason?: string;
  key?: string;
}

/**
 * What tests of refunds that buyers ask for do. The shop is there from the tests' beginning on: `open` gives it, without
 * a buyer.
 */
export function ownRefundKit(get: () => Shop) {
  let serial = 0;
  const open = async () => {
    const app = await startTestApp({
      env: { MAX_OPEN_ORDERS: '100', RATE_LIMIT_REFUND_REQUESTS_PER_HOUR: '1000' },
    });
    const finance = await signIn(app, 'finance@tribi.test');
    const support = await signIn(app, 'support@tribi.test');
    const admin = await signIn(app, 'admin@tribi.test');
    return { app, finance, support, admin };
  };
  const newBuyer = (): Promise<Person> => {
    serial += 1;
    return signIn(get().app, `asking-${serial}@example.com`);
  };
  const ask = async (
    { number, esimIds = null, reason = 'Plans changed', key }: Asking,
    as = get().person,
  ): Promise<ResultOf> => {
    serial += 1;
    const { data, errors } = await get().app.graphql(
      `mutation ($number: String!, $ids: [ID!], $reason: String!, $key: String!) {
        requestRefund(orderNumber: $number, esimIds: $ids, reason: $reason, idempotencyKey: $key) { __typename
          ... on RefundRequested { isAtOnce request { id status amount { amount } esims { id } } order { number } }
          ... on UserError { code message } ... on InvalidInput { errors { path code } } } }`,
      { number, ids: esimIds, reason, key: key ?? `ask-${serial}` },
      { as },
    );
    return data?.requestRefund ?? errors;
  };
  const decide = async (mutation: string, variables: object, as = get().finance): Promise<ResultOf> => {
    const { data, errors } = await get().app.graphql(mutation, variables, { as });
    return data ? Object.values(data)[0] : errors;
  };
  const approve = (id: string, as = get().finance) =>
    decide(
      'mutation ($id: ID!) { approveRefundRequest(id: $id) { __typename ... on RefundRequest { status } ... on UserError { code } } }',
      { id },
      as,
    );
  const refuse = (id: string, reason = 'It was installed', as = get().finance) =>
    decide(
      `mutation ($id: ID!, $reason: String!) { refuseRefundRequest(id: $id, reason: $reason) {
        __typename ... on RefundRequest { status answer } ... on UserError { code } } }`,
      { id, reason },
      as,
    );

  /** A delivered order whose jobs and webhooks are all done. */
  const bought = async (options: CheckoutOptions = {}, as = get().person): Promise<ResultOf> => {
    const order = await buy(get().app, as, { slug, ...options });
    await settled(get().app);
    return order;
  };
  const standing = async (number: string, as = get().person): Promise<ResultOf> => {
    const { data } = await get().app.graphql(
      `query ($n: String!) { me { order(number: $n) { paymentStatus esims { id status activationCode }
        refundOffer { esims { id } share { amount } } timeline { text }
        refundRequests { id status answer amount { amount } refund { status amount { amount } } } } } }`,
      { n: number },
      { as },
    );
    return data.me.order;
  };
  const becomes = (number: string, paymentStatus: string, as = get().person) =>
    get().app.until(`${number} to be ${paymentStatus}`, async () => {
      const order = await standing(number, as);
      return order.paymentStatus === paymentStatus ? order : null;
    });
  const refundedAtStripe = async (number: string): Promise<number> => {
    const [{ id }] = await get().app.sql(
      'select p.payment_intent_id as id from payments p join orders o on o.id = p.order_id where o.number = $1',
      [number],
    );
    const { data } = await stripeApi(get().app, `refunds?payment_intent=${id}&limit=100`);
    return data.reduce(
      (sum: number, each: ResultOf) => sum + (each.status === 'failed' ? 0 : each.amount),
      0,
    );
  };
  const subjects = async (email: string) => (await get().app.mailsTo(email)).map(({ subject }) => subject);

  return {
    open,
    newBuyer,
    ask,
    decide,
    approve,
    refuse,
    bought,
    standing,
    becomes,
    refundedAtStripe,
    subjects,
  };
}
