import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { settled } from '../kit/census.ts';
import { ScriptedSupplier } from '../kit/scripted-supplier.ts';
import { checkout, ownOrder, type Person, payByCard, signIn } from '../kit/shopper.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

const slug = 'spain-3gb-30d';
const plain = new ScriptedSupplier('PLAIN');
const seeing = new ScriptedSupplier('SEEING', { canLookUp: true });
const handy = new ScriptedSupplier('HANDY', { hasIdempotencyHandle: true });
const slow = new ScriptedSupplier('SLOW', { canLookUp: true, ratePerSecond: 1 });
const all = [plain, seeing, handy, slow];
let app: TestApp;
let person: Person;
beforeAll(async () => {
  app = await startTestApp({
    isClockMovable: true,
    moreProviders: all,
    env: { MAX_OPEN_ORDERS: '1000', MAX_RESERVED_ITEMS: '1000', SUPPLIER_BREAKER_FAILURES: '3' },
  });
  person = await signIn(app, 'traveller@example.com');
});
afterEach(async () => {
  await app.control('connectedYou', 'faults', undefined, 'DELETE');
  await app.sql('delete from supplier_breakers');
  await app.sql('delete from switches');
  for (const supplier of all) supplier.will([]);
});
afterAll(() => app.close());

/** The plan's suppliers, in this order. */
async function planFrom(...suppliers: string[]): Promise<void> {
  await app.sql('delete from plan_suppliers where plan_id = (select id from plans where slug = $1)', [slug]);
  for (const [priority, supplier] of suppliers.entries())
    await app.sql(
      `insert into plan_suppliers (plan_id, supplier, sku, cost_amount, cost_currency, priority)
       select id, $2, $2 || '-1', $3, 'USD', $4 from plans where slug = $1`,
      [slug, supplier, 100 + priority, priority],
    );
}
async function paid(quantity = 1): Promise<ResultOf> {
  await app.control('stripe', 'clock', { offsetMs: app.clock.now().getTime() - Date.now() });
  const { order, payment } = await checkout(app, person, { slug, quantity });
  await payByCard(payment);
  return order;
}
/** The order once its eSIMs are so, read anew: one answer's order and eSIMs may stand before and after a change. */
async function whenEsims(number: string, ...statuses: string[]): Promise<ResultOf> {
  await app.until(`eSIMs of ${number} to be ${statuses}`, async () => {
    const { esims } = await ownOrder(app, person, number);
    const seen = esims.map(({ status }: ResultOf) => status).sort();
    return JSON.stringify(seen) === JSON.stringify([...statuses].sort()) ? true : null;
  });
  return ownOrder(app, person, number);
}
const attemptsOf = async (number: string): Promise<string[]> =>
  (
    await app.sql(
      `select a.supplier, a.outcome from provisioning_attempts a join esims e on e.id = a.esim_id
       join orders o on o.id = e.order_id where o.number = $1 order by a.id`,
      [number],
    )
  ).map(({ supplier, outcome }) => `${supplier} ${outcome}`);
const costOf = async (number: string): Promise<string[]> =>
  (
    await app.sql(
      `select line.account, line.amount from ledger_entries e join ledger_lines line on line.entry_id = e.id
       join orders o on o.id = e.order_id where o.number = $1 and e.kind = 'SUPPLIER_COST' order by line.amount`,
      [number],
    )
  ).map(({ account, amount }) => `${account} ${amount}`);

describe('a plan with several suppliers', () => {
  it.each([
    ['refuses', 'refuse', 'REFUSED'],
    ['is busy', 'busy', 'BUSY'],
  ] as const)(
    'goes on to the next at once when one %s, and books what that one costs',
    async (_what, deed, outcome) => {
      await planFrom('PLAIN', 'SEEING');
      plain.will([deed]);
      const { number } = await paid();
      await whenEsims(number, 'READY');
      expect(await attemptsOf(number)).toEqual([`PLAIN ${outcome}`, 'SEEING SUCCEEDED']);
      expect(await costOf(number)).toEqual(['SUPPLIER_PAYABLE:SEEING -101', 'SUPPLIER_COSTS 101']);
    },
  );

  it('never goes on to the next after an answer that was lost: a person looks', async () => {
    await planFrom('PLAIN', 'SEEING');
    plain.will(['lost']);
    const { number } = await paid();
    // An order and its eSIMs are read one after the other: the second look sees both as they were written together.
    await whenEsims(number, 'IN_REVIEW');
    const order = await whenEsims(number, 'IN_REVIEW');
    expect(order.holds).toEqual(['SUPPLIER_UNKNOWN']);
    await app.clock.advance(3_600_000);
    expect(plain.asked).toHaveLength(1);
    expect(seeing.asked).toEqual([]);
    expect(await attemptsOf(number)).toEqual(['PLAIN UNKNOWN']);
  });

  it('has a lost answer looked up where that is possible: what was made is delivered', async () => {
    await planFrom('SEEING', 'PLAIN');
    seeing.will(['lost']);
    const { number } = await paid();
    const { esims } = await whenEsims(number, 'READY');
    expect(seeing.asked).toEqual([`${number}-1`, `?${number}-1`]);
    expect(esims[0].activationCode).toBe(seeing.made[0]?.esim.activationCode);
    expect(await attemptsOf(number)).toEqual(['SEEING SUCCEEDED', 'SEEING SUCCEEDED']);
    expect(plain.asked).toEqual([]);
  });

  it('has it looked up, and ordered again where nothing was made', async () => {
    await planFrom('SEEING', 'PLAIN');
    seeing.will(['lost before']);
    const { number } = await paid();
    await whenEsims(number, 'READY');
    expect(seeing.asked).toEqual([`${number}-1`, `?${number}-1`, `${number}-1`]);
    expect(seeing.made).toHaveLength(1);
    expect(await attemptsOf(number)).toEqual(['SEEING BUSY', 'SEEING BUSY', 'SEEING SUCCEEDED']);
  });

  it('has it repeated under a handle, and one eSIM is made', async () => {
    await planFrom('HANDY', 'PLAIN');
    handy.will(['lost', 'lost before']);
    const { number } = await paid();
    await whenEsims(number, 'READY');
    expect(handy.asked).toEqual(Array(3).fill(`${number}-1`));
    expect(handy.made).toHaveLength(1);
    expect(plain.asked).toEqual([]);
  });

  it('waits for a person when all of them refuse, and calls one', async () => {
    await planFrom('PLAIN', 'SEEING');
    plain.will([], 'refuse');
    seeing.will([], 'refuse');
    const { number } = await paid();
    expect((await whenEsims(number, 'IN_REVIEW')).holds).toEqual(['SUPPLIER_REFUSED']);
    expect(await attemptsOf(number)).toEqual(['PLAIN REFUSED', 'SEEING REFUSED']);
    const alerts = await app.sql(
      "select kind from staff_alerts where key = 'deliveries-in-review' and settled_at is null",
    );
    expect(alerts).toEqual([{ kind: 'DELIVERY_IN_REVIEW' }]);
    const [told] = await app.sql(
      "select lines->>0 as en, translations->'es'->'lines'->>0 as es from staff_alerts where kind = 'DELIVERY_IN_REVIEW'",
    );
    expect(told).toEqual({
      en: expect.stringMatching(/: refused by /),
      es: expect.stringMatching(/: rechazado por /),
    });
  });
});

describe('a call whose process died', () => {
  it('counts as unknown: it is repeated under the handle, after its time', async () => {
    await planFrom('HANDY');
    const release = handy.hold();
    const { number } = await paid();
    await app.until('the call', async () => (handy.asked.length > 0 ? true : null));
    const [esim] = await app.sql(
      'select e.id from esims e join orders o on o.id = e.order_id where o.number = $1',
      [number],
    );
    // Another job for the same eSIM leaves the call alone while it may still end.
    await app.sql(
      "insert into pgboss.job (name, data) values ('provision-esim', jsonb_build_object('esimId', $1::text))",
      [esim.id],
    );
    await app.until('the second job to look', async () => {
      const [job] = await app.sql(
        "select count(*)::int as n from pgboss.job where name = 'provision-esim' and state = 'created' and start_after > now()",
      );
      return job.n > 0 ? true : null;
    });
    expect(handy.asked).toHaveLength(1);
    release();
    await whenEsims(number, 'READY');
    expect(handy.made).toHaveLength(1);
    await settled(app);
    expect(await attemptsOf(number)).toEqual(['HANDY SUCCEEDED']);
  });

  it.each([
    ['HANDY', ['UNKNOWN>SUCCEEDED'], 'READY'],
    ['PLAIN', [], 'IN_REVIEW'],
  ])('is found by a later try at %s', async (supplier, moves, status) => {
    await planFrom(supplier);
    await app.sql(
      "insert into switches (name, is_on, reason, changed_by, changed_at) values ($1, false, 'a test', 'test', now())",
      [`SUPPLIER:${supplier}`],
    );
    const { number } = await paid();
    const esim = await app.until('the eSIM to wait', async () => {
      const [row] = await app.sql(
        "select e.id from esims e join orders o on o.id = e.order_id where o.number = $1 and e.status = 'PROVISIONING'",
        [number],
      );
      return row ?? null;
    });
    await settled(app).catch(() => {});
    await app.sql(
      "insert into provisioning_attempts (id, esim_id, supplier, reference, outcome, started_at) values (uuidv7(), $1, $2, $3, 'STARTED', $4)",
      [esim.id, supplier, `${number}-1`, app.clock.now()],
    );
    await app.sql('delete from switches');
    await app.clock.advance(120_000);
    await whenEsims(number, status);
    const seen = await app.sql(
      "select concat_ws('>', from_state, to_state) as move from order_events e join orders o on o.id = e.order_id where o.number = $1 and e.subject = 'attempt' and e.from_state is not null order by e.id",
      [number],
    );
    expect(seen.map(({ move }) => move).filter((move) => move !== 'STARTED>SUCCEEDED')).toEqual([
      'STARTED>UNKNOWN',
      ...moves,
    ]);
  });
});

describe('a supplier that asks for a long pause', () => {
  it('is left alone, for five minutes at most, and nobody sleeps with a call written down', async () => {
    await planFrom('SLOW');
    slow.will(['away for long']);
    const { number } = await paid(6);
    await app.until('the pause', async () => (slow.asked.length > 0 ? true : null));
    await settled(app);
    const attempts = await app.sql(
      `select a.outcome, a.error_code as code from provisioning_attempts a join esims e on e.id = a.esim_id
       join orders o on o.id = e.order_id where o.number = $1`,
      [number],
    );
    expect(slow.asked).toHaveLength(1);
    expect(attempts.every(({ outcome }) => outcome === 'BUSY')).toBe(true);
    expect(attempts.filter(({ code }) => code !== 'NOT_SENT')).toHaveLength(1);
    const [pace] = await app.sql(
      "select extract(epoch from next_at - clock_timestamp())::float8 as seconds from supplier_paces where supplier = 'SLOW'",
    );
    expect(pace.seconds).toBeLessThanOrEqual(300);
    // What was not sent is no failure of the supplier.
    const [breaker] = await app.sql("select failures from supplier_breakers where supplier = 'SLOW'");
    expect(breaker.failures).toBe(1);
    await planFrom('HANDY');
    await app.clock.advance(600_000);
    await whenEsims(number, ...Array<string>(6).fill('READY'));
  });
});

describe('an answer that was lost', () => {
  it('is asked for again, also when an item has come to the shelf meanwhile', async () => {
    await planFrom('HANDY');
    handy.will(['lost']);
    const release = handy.hold();
    const { number } = await paid();
    await app.until('the call', async () => (handy.asked.length > 0 ? true : null));
    await app.sql(
      `insert into inventory_items (id, plan_id, status, activation_code, created_at, updated_at)
       select uuidv7(), id, 'AVAILABLE', 'LPA:1$smdp.shelf.example$SHELF-1', now(), now() from plans where slug = $1`,
      [slug],
    );
    release();
    await settled(app);
    await app.clock.advance(10_000);
    const { esims } = await whenEsims(number, 'READY');
    await app.sql(
      "update inventory_items set status = 'RETIRED' where activation_code like '%SHELF-1' and status = 'AVAILABLE'",
    );
    expect(handy.made).toHaveLength(1);
    expect(esims[0].activationCode).toBe(handy.made[0]?.esim.activationCode);
  });
});

describe('a supplier that is away', () => {
  const breaker = async (supplier: string) =>
    (await app.sql('select state, failures from supplier_breakers where supplier = $1', [supplier]))[0];

  it('is left alone by all orders, which use up no tries and are delivered when it is back', async () => {
    await planFrom('HANDY');
    handy.will([], 'busy');
    const numbers: string[] = [];
    for (let nth = 0; nth < 8; nth += 1) numbers.push((await paid()).number);
    await app.until('the breaker to open', async () =>
      (await breaker('HANDY'))?.state === 'OPEN' ? true : null,
    );
    await app.clock.advance(5_000);
    const before = handy.asked.length;
    expect(before).toBeLessThan(3 * 8);
    await app.clock.advance(600_000);
    await app.clock.advance(600_000);
    // One look at a time, not a crowd.
    expect(handy.asked.length - before).toBeLessThan(8);
    const open = await app.sql(
      "select severity from staff_alerts where key = 'supplier:HANDY' and settled_at is null",
    );
    expect(open).toEqual([{ severity: 'CRITICAL' }]);
    handy.will([]);
    for (const number of numbers) await whenEsims(number, 'READY');
    expect(handy.made).toHaveLength(8);
    expect(await breaker('HANDY')).toEqual({ state: 'CLOSED', failures: 0 });
    expect(
      await app.sql("select 1 from staff_alerts where key = 'supplier:HANDY' and settled_at is null"),
    ).toEqual([]);
  });

  it('is passed over for the next of the plan while its breaker is open', async () => {
    await planFrom('HANDY', 'PLAIN');
    await app.sql("insert into supplier_breakers values ('HANDY', 'OPEN', 9, 9, $1, null, now())", [
      new Date(app.clock.now().getTime() + 3_600_000),
    ]);
    const { number } = await paid();
    await whenEsims(number, 'READY');
    expect(await attemptsOf(number)).toEqual(['PLAIN SUCCEEDED']);
    expect(handy.asked).toEqual([]);
  });

  it('is passed over while its switch is off, and waited for where it is the only one', async () => {
    await planFrom('HANDY');
    await app.sql(
      "insert into switches (name, is_on, reason, changed_by, changed_at) values ('SUPPLIER:HANDY', false, 'a test', 'test', now())",
    );
    const { number } = await paid();
    await app.clock.advance(600_000);
    expect(handy.asked).toEqual([]);
    expect((await ownOrder(app, person, number)).esims[0].status).toBe('PROVISIONING');
    await app.sql('delete from switches');
    await whenEsims(number, 'READY');
  });

  it('never opens its breaker by refusing', async () => {
    await planFrom('HANDY');
    handy.will([], 'refuse');
    for (let nth = 0; nth < 4; nth += 1) await whenEsims((await paid()).number, 'IN_REVIEW');
    expect(await breaker('HANDY')).toBeUndefined();
  });
});
