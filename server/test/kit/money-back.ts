import { settled } from './census.ts';
import { buy, ownOrder, type Person } from './shopper.ts';
import type { ResultOf, TestApp } from './test-app.ts';

interface Shop {
  app: TestApp;
  /** Who buys. */
  person: Person;
  finance: Person;
  support: Person;
}

interface Bought {
  number: string;
  id: string;
  total: number;
  intent: string;
}

/** What tests of money that goes back ask of a shop; it is there from their beginning on. */
export function moneyBackKit(get: () => Shop) {
  const bought = async (): Promise<Bought> => {
    const { app, person } = get();
    const order = await buy(app, person);
    await settled(app);
    const [{ id, intent }] = await app.sql(
      `select o.id, p.payment_intent_id as intent from orders o join payments p on p.order_id = o.id where o.number = $1`,
      [order.number],
    );
    return { number: order.number, id, total: order.total.amount, intent };
  };

  const now = (number: string) => ownOrder(get().app, get().person, number);
  const where = (number: string, what: string, is: (order: ResultOf) => boolean) =>
    get().app.until(`order ${number} ${what}`, async () => {
      const order = await now(number);
      return is(order) ? order : null;
    });

  const moneyBack = async (number: string): Promise<ResultOf> => {
    const { app, support } = get();
    const { data, errors } = await app.graphql(
      `query ($number: String!) { order(number: $number) { holds paymentStatus payments {
      received { amount currency } refunded { amount } refundable { amount currency }
      refunds { status origin reason amount { amount currency } failureCode }
      disputes { stripeDisputeId status amount { amount } reason answerBy closedAt } } } }`,
      { number },
      { as: support },
    );
    if (!data) throw new Error(JSON.stringify(errors));
    return { ...data.order, ...data.order.payments[0] };
  };

  const balances = (id: string): Promise<ResultOf[]> =>
    get().app.sql(
      `select account, sum(amount)::int as sum from ledger_lines l join ledger_entries e on e.id = l.entry_id
     where e.order_id = $1 and account not like 'SUPPLIER%' group by account order by account`,
      [id],
    );

  const refundable = async (number: string): Promise<number> => {
    const { app, finance } = get();
    const { data } = await app.graphql(
      `mutation ($number: String!) { refundOrder(number: $number, amount: { amount: 999999, currency: "USD" },
      reason: "a test of what is left", idempotencyKey: "too-much") { ... on RefundTooLarge { refundable { amount } } } }`,
      { number },
      { as: finance },
    );
    return data.refundOrder.refundable.amount;
  };

  const mailsAbout = (id: string, kind: string) =>
    get().app.sql('select 1 from mails where order_id = $1 and kind = $2', [id, kind]);

  const release = async (number: string, hold: string, as = get().finance): Promise<ResultOf> => {
    const { app } = get();
    const { data, errors } = await app.graphql(
      `mutation ($number: String!, $hold: String!) { releaseHold(number: $number, hold: $hold, reason: "looked at it") {
      __typename ... on Order { holds paymentStatus } ... on UserError { code } } }`,
      { number, hold },
      { as },
    );
    return data?.releaseHold ?? errors;
  };

  /** Why each entry of this type stands in an order's history, oldest first. */
  const reasons = async (id: string, type: string): Promise<string[]> =>
    (
      await get().app.sql('select reason from order_events where order_id = $1 and type = $2 order by id', [
        id,
        type,
      ])
    ).map(({ reason }) => reason);

  /** The lines of the open alerts of this kind about an order. */
  const alertLines = async (number: string, kind: string): Promise<string[][]> =>
    (
      await get().app.sql(
        'select lines from staff_alerts where kind = $2 and settled_at is null and subject like $1 order by id',
        [`%${number}%`, kind],
      )
    ).map(({ lines }) => lines);

  return { bought, now, where, moneyBack, balances, refundable, mailsAbout, release, reasons, alertLines };
}
