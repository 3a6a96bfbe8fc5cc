import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTransaction } from '../../src/platform/database/transaction.ts';
import { settled } from '../kit/census.ts';
import { buy, checkout, ownOrder, type Person, payByCard, signIn } from '../kit/shopper.ts';
import { statementsOf } from '../kit/statements.ts';
import { stripeApi } from '../kit/stripe-events.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

const minute = 60_000;
const hour = 60 * minute;

let app: TestApp;
let person: Person;
let finance: Person;
beforeAll(async () => {
  app = await startTestApp({
    env: { MAX_OPEN_ORDERS: '100', MAX_RESERVED_ITEMS: '100' },
    isClockMovable: true,
  });
  person = await signIn(app, 'booked@example.com');
  finance = await signIn(app, 'finance@tribi.test');
});
afterAll(() => app.close());

async function ask(query: string, variables: object = {}, as = finance): Promise<ResultOf> {
  const { data, errors } = await app.graphql(query, variables, { as });
  expect(errors).toBeUndefined();
  return data;
}

/** Everything that Stripe says moved the balance. */
async function told(): Promise<ResultOf[]> {
  const { data, has_more } = await stripeApi(app, 'balance_transactions?limit=100');
  expect(has_more).toBe(false);
  return data;
}

/** Time passes here and at Stripe, whose signatures would be too old otherwise. */
async function advance(milliseconds: number): Promise<void> {
  await app.clock.advance(milliseconds);
  await app.control('stripe', 'clock', { offsetMs: app.clock.now().getTime() - Date.now() });
}

/** To just before a job's time: every `every` minutes, `at` past. The clock that ticks on then lets it run. */
async function almost(every: number, at: number): Promise<void> {
  const before = 10_000;
  const now = app.clock.now().getTime() + before;
  const step = every * minute;
  await advance(step - ((now - at * minute) % step));
}

/** Lets the job read and book whatever Stripe has: by itself at its time, or at once. */
async function booked(when: 'in time' | 'at once' = 'at once'): Promise<ResultOf[]> {
  const all = await told();
  if (when === 'in time') await almost(5, 0);
  else await inTransaction(app.app.orm.em, (em) => app.app.jobs.send(em, { name: 'read-balance' }, {}));
  await app.until('Stripe’s balance transactions to be booked', async () => {
    const [row] = await app.sql('select count(booked_at)::int as count from stripe_balance_transactions');
    return row.count === all.length ? true : null;
  });
  return all;
}

/** Balances by `ACCOUNT CURRENCY`, zeros left out. */
async function balances(): Promise<Map<string, number>> {
  const { ledgerBalances } = await ask(
    '{ ledgerBalances { account accountKind meaning balance { amount currency } } }',
  );
  return new Map(
    ledgerBalances
      .filter(({ balance }: ResultOf) => balance.amount !== 0)
      .map(({ account, balance }: ResultOf) => [`${account} ${balance.currency}`, balance.amount]),
  );
}

const runCheck = async (): Promise<ResultOf> =>
  (
    await ask(
      'mutation { runLedgerCheck { isClean isStripeAsked entries findingCount findings { code subject message } } }',
    )
  ).runLedgerCheck;

const intentOf = async ({ number }: ResultOf): Promise<string> => {
  const [row] = await app.sql(
    'select p.payment_intent_id as id from payments p join orders o on o.id = p.order_id where o.number = $1',
    [number],
  );
  return row.id;
};

async function disputed(order: ResultOf, outcome?: 'won' | 'lost'): Promise<void> {
  const dispute = await app.control('stripe', 'disputes', { payment_intent: await intentOf(order) });
  await reached(dispute.id, 'NEEDS_RESPONSE');
  if (!outcome) return;
  await app.control('stripe', `disputes/${dispute.id}`, { outcome });
  await reached(dispute.id, outcome.toUpperCase());
}

const reached = (id: string, status: string) =>
  app.until(`dispute ${id} to be ${status}`, async () => {
    const rows = await app.sql('select 1 from disputes where stripe_dispute_id = $1 and status = $2', [
      id,
      status,
    ]);
    return rows.length > 0 ? true : null;
  });

async function costOf(esimId: string): Promise<ResultOf> {
  const [cost] = await app.sql(
    `select i.cost_amount::int as amount, i.cost_currency as currency, i.supplier
     from esims e join inventory_items i on i.id = e.inventory_item_id where e.id = $1`,
    [esimId],
  );
  return cost;
}

const refund = (number: string, amount: number, currency: string) =>
  ask(
    `mutation ($number: String!, $amount: MoneyInput!, $key: String!) {
      refundOrder(number: $number, amount: $amount, reason: "A kind word", idempotencyKey: $key) { __typename } }`,
    { number, amount: { amount, currency }, key: `ledger-${number}` },
  );

describe('the books', () => {
  it('agree with Stripe to the cent after sales, a refund, disputes lost and won, and a conversion', async () => {
    const refunded = await buy(app, person);
    await refund(refunded.number, 100, 'USD');
    const lost = await buy(app, person);
    await disputed(lost, 'lost');
    const won = await buy(app, person);
    await disputed(won, 'won');
    const open = await buy(app, person);
    await disputed(open);
    await app.control('stripe', 'settlement', { currency: 'usd', rates: { eur: 1.1, jpy: 0.0067 } });
    const euros = await buy(app, person, { currency: 'EUR' });
    await app.control('stripe', 'settlement', { currency: 'usd', rates: { eur: 1.2, jpy: 0.0067 } });
    await refund(euros.number, 150, 'EUR');
    const yen = await buy(app, person, { currency: 'JPY' });
    await app.control('stripe', 'payouts', { amount: 500, currency: 'usd' });
    await settled(app);
    const all = await booked('in time');

    const sum = (of: (each: ResultOf) => boolean, what: 'net' | 'fee' | 'amount') =>
      all.filter(of).reduce((total, each) => total + each[what], 0);
    const books = await balances();
    const price = refunded.total.amount;
    expect(Object.fromEntries(books)).toMatchObject({
      'STRIPE USD': sum(() => true, 'net'),
      'STRIPE_FEES USD': sum(({ type }) => type === 'charge', 'fee'),
      'DISPUTE_FEES USD': sum(({ type }) => type === 'adjustment', 'fee'),
      'BANK USD': 500,
      'SALES USD': -4 * price,
      'SALES EUR': -euros.total.amount,
      'SALES JPY': -yen.total.amount,
      'REFUNDS USD': 100,
      'REFUNDS EUR': 150,
      'DISPUTED USD': price,
      'DISPUTE_LOSSES USD': price,
      'EXCHANGE EUR': euros.total.amount - 150,
      'EXCHANGE JPY': yen.total.amount,
      'EXCHANGE USD': -sum(({ exchange_rate }) => exchange_rate !== null, 'amount'),
    });
    expect([...books.keys()].filter((key) => /CLEARING|SUSPENSE|UNEXPLAINED/.test(key))).toEqual([]);
    expect(new Set(all.map(({ currency }) => currency))).toEqual(new Set(['usd']));

    await advance(4 * hour);
    finance = await signIn(app, 'finance@tribi.test');
    expect(await runCheck()).toMatchObject({ isClean: true, isStripeAsked: true, findings: [] });
  });

  it('book what a delivered eSIM cost us, once', async () => {
    const order = await buy(app, person);
    const cost = await costOf(order.esims[0].id);
    const lines = await app.sql(
      `select l.account, l.amount::int as amount, l.currency
       from ledger_lines l join ledger_entries e on e.id = l.entry_id where e.esim_id = $1 order by l.position`,
      [order.esims[0].id],
    );
    expect(cost.amount).toBeGreaterThan(0);
    expect(lines).toEqual([
      { account: 'SUPPLIER_COSTS', amount: cost.amount, currency: cost.currency },
      {
        account: cost.supplier ? `SUPPLIER_PAYABLE:${cost.supplier}` : 'STOCK',
        amount: -cost.amount,
        currency: cost.currency,
      },
    ]);
  });

  it('are shown with the order, for finance', async () => {
    const order = await buy(app, person);
    await booked();
    const { ledger } = (
      await ask(
        `query ($number: String!) { order(number: $number) {
          ledger { kind key note actor at lines { account accountKind amount { amount currency } } } } }`,
        { number: order.number },
      )
    ).order;
    expect(ledger.map(({ kind }: ResultOf) => kind)).toEqual([
      'PAYMENT',
      'SUPPLIER_COST',
      'BALANCE_TRANSACTION',
    ]);
    expect(ledger[0].lines).toEqual([
      {
        account: 'STRIPE_CLEARING',
        accountKind: 'ASSET',
        amount: { amount: order.total.amount, currency: 'USD' },
      },
      { account: 'SALES', accountKind: 'INCOME', amount: { amount: -order.total.amount, currency: 'USD' } },
    ]);
    expect(ledger[2]).toMatchObject({ note: 'charge', actor: 'system:read-balance' });
  });

  it('of twenty orders are read as fast as those of one', async () => {
    await settled(app);
    const count = async (first: number) => {
      const sent = await statementsOf(() =>
        ask(`{ orders(first: ${first}) { nodes { ledger { id lines { account amount { amount } } } } } }`),
      );
      return sent.filter((text) => /ledger_/.test(text)).length;
    };
    expect(await count(1)).toBe(1);
    expect(await count(20)).toBe(1);
  });
});

describe('what Stripe writes down late', () => {
  it('is waited for, and found missing only when it is too late', async () => {
    await app.control('stripe', 'faults', { target: 'balance_transactions', mode: 'late' });
    const { order, payment } = await checkout(app, person);
    await payByCard(payment);
    await app.until('the payment', async () =>
      (await ownOrder(app, person, order.number)).paymentStatus === 'PAID' ? true : null,
    );
    await advance(2 * hour);
    expect(await runCheck()).toMatchObject({ isClean: true });
    await advance(2 * hour);
    finance = await signIn(app, 'finance@tribi.test');
    expect((await runCheck()).findings).toMatchObject([
      { code: 'NOT_AT_STRIPE', subject: expect.stringMatching(/^ch_/) },
    ]);
    await app.control('stripe', 'faults', { target: 'balance_transactions', mode: 'normal' });
    await app.control('stripe', 'balance_transactions/release', {});
    await booked();
    expect(await runCheck()).toMatchObject({ isClean: true });
  });
});

describe('each hour', () => {
  const openAlerts = () =>
    app.sql("select subject, severity from staff_alerts where key = 'ledger' and settled_at is null");

  it('an alert tells of books that were tampered with, until they are right again', async () => {
    const tamper = (by: number) =>
      app.sql(`begin; set local session_replication_role = replica;
        update ledger_lines set amount = amount + ${by}
          where account = 'SALES' and (entry_id, position) = (
            select entry_id, position from ledger_lines where account = 'SALES' order by entry_id limit 1);
        commit`);
    await tamper(1);
    await almost(60, 23);
    const [alert] = await app.until('the alert', async () => {
      const open = await openAlerts();
      return open.length > 0 ? open : null;
    });
    expect(alert).toEqual({ subject: 'The books have 2 findings', severity: 'CRITICAL' });
    const { ledgerCheck } = await ask('{ ledgerCheck { isClean findings { code message todo } } }');
    expect(ledgerCheck.findings.map(({ code }: ResultOf) => code)).toEqual([
      'ENTRY_UNBALANCED',
      'BOOKS_UNBALANCED',
    ]);
    await tamper(-1);
    await almost(60, 23);
    await app.until('the alert to be settled', async () => ((await openAlerts()).length === 0 ? true : null));
  });

  it('and a person’s own look settles it at once, in their language', async () => {
    await app.sql(
      "update payments set is_held = true where id = (select id from payments where status = 'SUCCEEDED' limit 1)",
    );
    const { data } = await app.graphql(
      'mutation { runLedgerCheck { findings { message } } }',
      {},
      { as: finance, headers: { 'accept-language': 'es' } },
    );
    expect(data.runLedgerCheck.findings[0].message).toContain('en suspenso');
    expect(await openAlerts()).toHaveLength(1);
    await app.sql('update payments set is_held = false where is_held');
    expect(await runCheck()).toMatchObject({ isClean: true });
    expect(await openAlerts()).toEqual([]);
  });
});
