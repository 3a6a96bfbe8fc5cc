import { settled } from './census.ts';
import { ScriptedSupplier } from './scripted-supplier.ts';
import { checkout, ownOrder, type Person, payByCard, signIn } from './shopper.ts';
import { type ResultOf, startTestApp, type TestApp } from './test-app.ts';

interface Shop {
  app: TestApp;
  /** Who buys. */
  person: Person;
  support: Person;
  finance: Person;
}

/** The plan that the two suppliers make. */
export const slug = 'spain-3gb-30d';

const outcome =
  '__typename ... on Esim { status } ... on UserError { code } ... on InvalidInput { errors { path code } }';
/** What the mutations of the delivery desk answer where they cannot. */
export const refused = (code: string) => ({ __typename: 'DeliveryNotPossible', code });

/**
 * What tests of the delivery desk do, with two suppliers that do as they are told: one that knows our reference as a
 * handle, and one that does not. The shop is there from the tests' beginning on: `open` gives it, without a buyer.
 */
export function deliveryDeskKit(get: () => Shop) {
  const plain = new ScriptedSupplier('PLAIN');
  const handy = new ScriptedSupplier('HANDY', { hasIdempotencyHandle: true });
  let serial = 0;
  /** A shop whose plan the two make, and nobody else. */
  const open = async (): Promise<Omit<Shop, 'person'>> => {
    const app = await startTestApp({
      isClockMovable: true,
      moreProviders: [plain, handy],
      env: { MAX_OPEN_ORDERS: '1000', MAX_RESERVED_ITEMS: '1000' },
    });
    const support = await signIn(app, 'support@tribi.test');
    const finance = await signIn(app, 'finance@tribi.test');
    await app.sql('delete from plan_suppliers where plan_id = (select id from plans where slug = $1)', [
      slug,
    ]);
    await app.sql(
      `insert into plan_suppliers (plan_id, supplier, sku, cost_amount, cost_currency, priority)
       select id, s.name, 'X', 150, 'USD', s.priority from plans, (values ('PLAIN', 0), ('HANDY', 1)) s (name, priority) where slug = $1`,
      [slug],
    );
    return { app, support, finance };
  };
  const newBuyer = (): Promise<Person> => {
    serial += 1;
    return signIn(get().app, `helped-${serial}@example.com`);
  };
  /** Both answer as usual again, and nobody remembers that they did not. */
  const calm = async (): Promise<void> => {
    await get().app.sql('delete from supplier_breakers');
    plain.will([]);
    handy.will([]);
  };
  const paid = async (quantity = 1): Promise<ResultOf> => {
    const { app, person } = get();
    await app.control('stripe', 'clock', { offsetMs: app.clock.now().getTime() - Date.now() });
    const { order, payment } = await checkout(app, person, { slug, quantity });
    await payByCard(payment);
    return order;
  };
  const esimWhen = (number: string, status: string) =>
    get().app.until(`the eSIM of ${number} to be ${status}`, async () => {
      const { esims } = await ownOrder(get().app, get().person, number);
      return esims[0].status === status ? esims[0] : null;
    });
  /** An eSIM that a person has to decide about, and its order's number. */
  const inReview = async (plainly: 'lost' | 'refuse', handily: 'refuse' | 'make' = 'refuse') => {
    plain.will([plainly], 'refuse');
    handy.will([], handily);
    const { number } = await paid();
    const { id } = await esimWhen(number, 'IN_REVIEW');
    await settled(get().app);
    plain.will([]);
    handy.will([]);
    return { number, esimId: id as string };
  };

  const mutate = async (name: string, type: string, input: object, as: Person): Promise<ResultOf> => {
    serial += 1;
    const whole = { reason: 'a test', idempotencyKey: `desk-${serial}`, ...input };
    const { data, errors } = await get().app.graphql(
      `mutation ($input: ${type}!) { ${name}(input: $input) { ${outcome} } }`,
      { input: whole },
      { as },
    );
    return data?.[name] ?? errors;
  };
  const retry = (input: object, as = get().support) =>
    mutate('retryDelivery', 'RetryDeliveryInput', input, as);
  const attach = (input: object, as = get().support) =>
    mutate('attachSupplierOrder', 'AttachSupplierOrderInput', input, as);
  const mark = (input: object, as = get().finance) =>
    mutate('markSupplierRefund', 'MarkSupplierRefundInput', input, as);
  const giveUp = async (
    esimId: string,
    as = get().finance,
    idempotencyKey = `give-up-${esimId}`,
  ): Promise<ResultOf> => {
    const { data, errors } = await get().app.graphql(
      `mutation ($esimId: ID!, $key: String!) { refundUndelivered(esimId: $esimId, reason: "a test", idempotencyKey: $key) { ${outcome} } }`,
      { esimId, key: idempotencyKey },
      { as },
    );
    return data?.refundUndelivered ?? errors;
  };
  let profiles = 0;
  const profile = (esimId: string, changes: object = {}) => {
    profiles += 1;
    return {
      esimId,
      activationCode: `LPA:1$smdp.found.example$FOUND-${profiles}`,
      iccid: `8901${String(profiles).padStart(14, '0')}`,
      providerReference: `FOUND-${profiles}`,
      cost: { amount: 150, currency: 'USD' },
      ...changes,
    };
  };

  const desk = { paid, esimWhen, inReview, retry, attach, mark, giveUp, profile };
  return { plain, handy, open, newBuyer, calm, ...desk };
}
