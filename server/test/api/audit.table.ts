import type { StaffRole } from '../../src/accounts/role.ts';
import { buy, checkout, ownOrder, type Person, payByCard, planBySlug, signIn } from '../kit/shopper.ts';
import type { ResultOf, TestApp } from '../kit/test-app.ts';

/** What a call can stand on. Each entry makes what else it needs. */
export interface AuditStage {
  app: TestApp;
  /** A signed-in member of staff of this role. */
  as(role: StaffRole): Person;
  /** A person who has bought nothing yet in this entry. */
  shopper(): Promise<Person>;
}

/** One mutation that requires a staff role, with a call of it that works. */
export interface AuditedMutation {
  /** Who calls it. */
  role: StaffRole;
  /** A role of staff that it does not allow; none where every one may. */
  refuses: StaffRole | null;
  /** The document: `mutation (…) { name(…) { __typename … } }`. */
  document: string;
  /** The variables of a call that succeeds; asked for once a call. */
  variables(stage: AuditStage): Promise<object>;
  /** Variables that the service refuses, where any variables of the right types can be. */
  refused?: (stage: AuditStage) => Promise<object>;
  /** Whether the answer is a success. Default: it is not a UserError, by having no `code`. */
  isDone?: (answer: ResultOf) => boolean;
  /** What the entry says of its subject. */
  subjectType: string;
}

/** Staff mutations that are not written into the log yet. Whoever adds the entry takes the name away. */
export const notAuditedYet: readonly string[] = [];

/** EVERY mutation that requires a staff role. Add yours: the test tells when one is missing. */
export const auditedMutations: Readonly<Record<string, AuditedMutation>> = {
  importInventory: {
    role: 'CATALOG',
    refuses: 'SUPPORT',
    document: 'mutation ($csv: String!) { importInventory(csv: $csv) { applied } }',
    variables: async () => ({ csv: inventoryFile(`spain-1gb-7d`) }),
    refused: async () => ({ csv: inventoryFile('no-such-plan') }),
    isDone: (answer) => answer.applied,
    subjectType: 'inventory',
  },
  setStockThreshold: {
    role: 'CATALOG',
    refuses: 'FINANCE',
    document:
      'mutation ($planId: ID!, $threshold: Int!) { setStockThreshold(planId: $planId, threshold: $threshold) { threshold } }',
    variables: async ({ app }) => ({ planId: (await planBySlug(app, 'spain-1gb-7d')).id, threshold: 3 }),
    refused: async ({ app }) => ({ planId: (await planBySlug(app, 'spain-1gb-7d')).id, threshold: -1 }),
    subjectType: 'plan',
  },
  revealActivationCode: {
    role: 'SUPPORT',
    refuses: 'FINANCE',
    document:
      'mutation ($esimId: ID!, $reason: String!) { revealActivationCode(esimId: $esimId, reason: $reason) { __typename ... on UserError { code } } }',
    variables: async (stage) => ({ esimId: await boughtEsim(stage), reason: 'Asked for on the phone' }),
    refused: async (stage) => ({ esimId: await boughtEsim(stage), reason: ' ' }),
    subjectType: 'esim',
  },
  retryDelivery: {
    role: 'SUPPORT',
    refuses: 'FINANCE',
    document: `mutation ($input: RetryDeliveryInput!) { retryDelivery(input: $input) { __typename ... on UserError { code } } }`,
    variables: async (stage) => ({ input: onEsim(await waitingEsim(stage)) }),
    refused: async (stage) => ({ input: onEsim(await boughtEsim(stage)) }),
    subjectType: 'esim',
  },
  attachSupplierOrder: {
    role: 'SUPPORT',
    refuses: 'FINANCE',
    document: `mutation ($input: AttachSupplierOrderInput!) { attachSupplierOrder(input: $input) { __typename ... on UserError { code } } }`,
    variables: async (stage) => ({
      input: {
        ...onEsim(await waitingEsim(stage)),
        ...supplierProfile(),
      },
    }),
    refused: async (stage) => ({
      input: {
        ...onEsim(await waitingEsim(stage)),
        activationCode: 'nothing',
        iccid: '8988000000000000027',
        providerReference: 'AUDIT-2',
      },
    }),
    subjectType: 'esim',
  },
  refundUndelivered: {
    role: 'FINANCE',
    refuses: 'SUPPORT',
    document:
      'mutation ($esimId: ID!, $reason: String!, $idempotencyKey: String!) { refundUndelivered(esimId: $esimId, reason: $reason, idempotencyKey: $idempotencyKey) { __typename ... on UserError { code } } }',
    variables: async (stage) => onEsim(await waitingEsim(stage)),
    refused: async (stage) => onEsim(await boughtEsim(stage)),
    subjectType: 'esim',
  },
  markSupplierRefund: {
    role: 'FINANCE',
    refuses: 'SUPPORT',
    document: `mutation ($input: MarkSupplierRefundInput!) { markSupplierRefund(input: $input) { __typename ... on UserError { code } } }`,
    variables: async (stage) => ({
      input: { ...onEsim(await suppliedEsim(stage)), amount: { amount: 1, currency: 'USD' } },
    }),
    refused: async (stage) => ({
      input: { ...onEsim(await suppliedEsim(stage)), amount: { amount: 10_000_000, currency: 'USD' } },
    }),
    subjectType: 'esim',
  },
  refundOrder: {
    role: 'FINANCE',
    refuses: 'SUPPORT',
    document:
      'mutation ($number: String!, $reason: String!, $key: String!) { refundOrder(number: $number, reason: $reason, idempotencyKey: $key) { __typename ... on UserError { code } } }',
    variables: async (stage) => ({ number: await boughtOrder(stage), reason: 'A kind word', key: nextKey() }),
    refused: async (stage) => ({ number: await boughtOrder(stage), reason: ' ', key: 'refused' }),
    subjectType: 'order',
  },
  approveRefundRequest: {
    role: 'FINANCE',
    refuses: 'SUPPORT',
    document:
      'mutation ($id: ID!) { approveRefundRequest(id: $id) { __typename ... on UserError { code } } }',
    variables: async (stage) => ({ id: await askedRefund(stage) }),
    refused: async () => ({ id: '00000000-0000-7000-8000-000000000000' }),
    subjectType: 'order',
  },
  refuseRefundRequest: {
    role: 'FINANCE',
    refuses: 'SUPPORT',
    document:
      'mutation ($id: ID!, $reason: String!) { refuseRefundRequest(id: $id, reason: $reason) { __typename ... on UserError { code } } }',
    variables: async (stage) => ({ id: await askedRefund(stage), reason: 'It was installed' }),
    refused: async (stage) => ({ id: await askedRefund(stage), reason: ' ' }),
    subjectType: 'order',
  },
  cancelOrderByStaff: {
    role: 'SUPPORT',
    refuses: 'FINANCE',
    document:
      'mutation ($number: String!, $reason: String!) { cancelOrderByStaff(number: $number, reason: $reason) { __typename ... on UserError { code } } }',
    variables: async ({ app, shopper }) => {
      const { order } = await checkout(app, await shopper(), { slug: 'spain-1gb-7d' });
      return { number: order.number, reason: 'Asked for on the phone' };
    },
    refused: async (stage) => ({ number: await boughtOrder(stage), reason: 'It is paid' }),
    subjectType: 'order',
  },
  releaseHold: {
    role: 'FINANCE',
    refuses: 'SUPPORT',
    document:
      'mutation ($number: String!, $hold: String!) { releaseHold(number: $number, hold: $hold, reason: "Looked at it") { __typename ... on UserError { code } } }',
    variables: async (stage) => {
      const number = await boughtOrder(stage);
      await stage.app.sql(`update orders set holds = '["REFUND_FAILED"]' where number = $1`, [number]);
      return { number, hold: 'REFUND_FAILED' };
    },
    refused: async (stage) => ({ number: await boughtOrder(stage), hold: 'DISPUTED' }),
    subjectType: 'order',
  },
  runLedgerCheck: {
    role: 'FINANCE',
    refuses: 'SUPPORT',
    document: 'mutation { runLedgerCheck { id findingCount } }',
    variables: async () => ({}),
    subjectType: 'ledger',
  },
  replayStripeEvent: {
    role: 'SUPPORT',
    refuses: 'CATALOG',
    document:
      'mutation ($id: ID!) { replayStripeEvent(id: $id, reason: "To be sure") { __typename ... on UserError { code } } }',
    variables: async (stage) => {
      const number = await boughtOrder(stage);
      const [event] = await stage.app.sql(
        `select e.id from stripe_events e join payments p on p.payment_intent_id = e.object_id
         join orders o on o.id = p.order_id where o.number = $1 and e.type = 'payment_intent.succeeded'`,
        [number],
      );
      return { id: event.id };
    },
    refused: async () => ({ id: 'evt_none' }),
    subjectType: 'stripe-event',
  },
  acknowledgeAlert: {
    role: 'SUPPORT',
    refuses: 'CATALOG',
    document: 'mutation ($id: ID!) { acknowledgeAlert(id: $id) { __typename ... on UserError { code } } }',
    variables: async (stage) => ({ id: await openAlert(stage) }),
    refused: async () => ({ id: 'nothing' }),
    subjectType: 'alert',
  },
  settleAlert: {
    role: 'SUPPORT',
    refuses: 'CATALOG',
    document:
      'mutation ($id: ID!, $reason: String!) { settleAlert(id: $id, reason: $reason) { __typename ... on UserError { code } } }',
    variables: async (stage) => ({ id: await openAlert(stage), reason: 'It was a drill' }),
    refused: async (stage) => ({ id: await openAlert(stage), reason: '' }),
    subjectType: 'alert',
  },
  setSwitch: {
    role: 'ADMIN',
    refuses: 'SUPPORT',
    document:
      'mutation ($name: String!, $isOn: Boolean!, $reason: String!) { setSwitch(name: $name, isOn: $isOn, reason: $reason) { __typename ... on UserError { code } } }',
    variables: async () => ({ name: 'SUPPLIER:CONNECTED_YOU', isOn: false, reason: 'Too many errors' }),
    refused: async () => ({ name: 'NOTHING', isOn: false, reason: 'Too many errors' }),
    subjectType: 'switch',
  },
  retryDeadLetter: {
    role: 'ADMIN',
    refuses: 'SUPPORT',
    document: 'mutation ($id: ID!) { retryDeadLetter(id: $id) { __typename ... on UserError { code } } }',
    variables: async (stage) => ({ id: await deadLetter(stage) }),
    refused: async () => ({ id: 'nothing' }),
    subjectType: 'dead-letter',
  },
  discardDeadLetter: {
    role: 'ADMIN',
    refuses: 'SUPPORT',
    document:
      'mutation ($id: ID!, $reason: String!) { discardDeadLetter(id: $id, reason: $reason) { __typename ... on UserError { code } } }',
    variables: async (stage) => ({ id: await deadLetter(stage), reason: 'It was a drill' }),
    refused: async (stage) => ({ id: await deadLetter(stage), reason: '' }),
    subjectType: 'dead-letter',
  },
  setStaffRoles: {
    role: 'ADMIN',
    refuses: 'FINANCE',
    document:
      'mutation ($email: String!, $roles: [StaffRole!]!, $reason: String!) { setStaffRoles(email: $email, roles: $roles, reason: $reason) { __typename ... on UserError { code } } }',
    variables: async () => ({ email: newEmail(), roles: ['SUPPORT'], reason: 'Joins on Monday' }),
    refused: async () => ({ email: newEmail(), roles: ['SUPPORT'], reason: '' }),
    subjectType: 'user',
  },
  resetSecondFactor: {
    role: 'ADMIN',
    refuses: 'SUPPORT',
    document:
      'mutation ($email: String!, $reason: String!) { resetSecondFactor(email: $email, reason: $reason) { __typename ... on UserError { code } } }',
    variables: async (stage) => ({ email: await staffWithSecondFactor(stage), reason: 'Lost the phone' }),
    refused: async () => ({ email: newEmail(), reason: 'Lost the phone' }),
    subjectType: 'user',
  },
  endStaffSessions: {
    role: 'ADMIN',
    refuses: 'SUPPORT',
    document:
      'mutation ($email: String!, $reason: String!) { endStaffSessions(email: $email, reason: $reason) { __typename ... on UserError { code } } }',
    variables: async (stage) => ({ email: await signedInStaff(stage), reason: 'Left a screen open' }),
    refused: async () => ({ email: newEmail(), reason: 'Left a screen open' }),
    subjectType: 'user',
  },
};

let serial = 0;
const inventoryFile = (plan: string): string => {
  serial += 1;
  return `activation_code,plan_id\nLPA:1$smdp.example.com$AUDIT-${serial},${plan}`;
};

const bought = async ({ app, shopper }: AuditStage): Promise<ResultOf> =>
  buy(app, await shopper(), { slug: 'spain-1gb-7d' });
const boughtEsim = async (stage: AuditStage): Promise<string> => (await bought(stage)).esims[0].id;
const boughtOrder = async (stage: AuditStage): Promise<string> => (await bought(stage)).number;

/** A request for a refund that waits for an answer. */
async function askedRefund({ app, shopper }: AuditStage): Promise<string> {
  const person = await shopper();
  const { number } = await buy(app, person, { slug: 'spain-1gb-7d' });
  const { data } = await app.graphql(
    `mutation ($number: String!) { requestRefund(orderNumber: $number, reason: "Plans changed", idempotencyKey: "asked") {
      ... on RefundRequested { request { id } } } }`,
    { number },
    { as: person },
  );
  return data.requestRefund.request.id;
}

/** A job that failed for good: a delivery mail of no order. */
async function deadLetter({ app, as }: AuditStage): Promise<string> {
  const [mail] = await app.sql(
    `insert into mails (kind, recipient, locale, dedupe_key, created_at)
     values ('ORDER_DELIVERED', 'ana@example.com', 'en', $1, now()) returning id`,
    [newEmail()],
  );
  await app.app.jobs.send(app.app.orm.em.fork(), { name: 'mail.send' }, { mailId: mail.id });
  return app.until('the dead letter', async () => {
    const query = 'query { deadLetters(first: 100) { nodes { id payload } } }';
    const { data } = await app.graphql(query, {}, { as: as('ADMIN') });
    return data.deadLetters.nodes.find(({ payload }: ResultOf) => payload.includes(mail.id))?.id ?? null;
  });
}

/** A profile that no other call of this file attaches; the LUHN digit of its ICCID is not looked at. */
function supplierProfile() {
  serial += 1;
  return {
    activationCode: `LPA:1$smdp.audit.example$AUDITED-${serial}`,
    iccid: `898800000000000${String(serial).padStart(4, '0')}`,
    providerReference: `AUDIT-${serial}`,
  };
}

const nextKey = (): string => {
  serial += 1;
  return `audited-${serial}`;
};

/** What every write on an eSIM names beside it; a key of its own each time. */
function onEsim(esimId: string) {
  serial += 1;
  return { esimId, reason: 'Asked for on the phone', idempotencyKey: `audit-${serial}` };
}

/** Another entry of the table turns one off. */
const switchSuppliersOn = (app: TestApp) => app.sql("delete from switches where name like 'SUPPLIER:%'");

/** An eSIM that a supplier made, for a price. */
async function suppliedEsim({ app, shopper }: AuditStage): Promise<string> {
  await switchSuppliersOn(app);
  return (await buy(app, await shopper(), { slug: 'spain-3gb-30d' })).esims[0].id;
}

/** An eSIM of a paid order that its supplier refused. */
async function waitingEsim({ app, shopper }: AuditStage): Promise<string> {
  await switchSuppliersOn(app);
  await app.control('connectedYou', 'faults', { mode: 'error422', times: 'always' });
  const person = await shopper();
  const { order, payment } = await checkout(app, person, { slug: 'spain-3gb-30d' });
  await payByCard(payment);
  const esim = await app.until('an eSIM in review', async () => {
    const { esims } = await ownOrder(app, person, order.number);
    return esims[0].status === 'IN_REVIEW' ? esims[0] : null;
  });
  await app.control('connectedYou', 'faults', undefined, 'DELETE');
  return esim.id;
}

async function openAlert({ app }: AuditStage): Promise<string> {
  serial += 1;
  const [alert] = await app.sql(
    `insert into staff_alerts (id, kind, key, severity, subject, raised_at, last_raised_at, announced_at, updated_at)
     values (uuidv7(), 'A_TEST', $1, 'WARNING', 'A test', now(), now(), now(), now()) returning id`,
    [`audit-${serial}`],
  );
  return alert.id;
}

const newEmail = (): string => {
  serial += 1;
  return `audit-staff-${serial}@example.com`;
};

async function newStaff({ app }: AuditStage): Promise<{ id: string; email: string }> {
  const [user] = await app.sql(
    `insert into users (email, roles, created_at) values ($1, '["CATALOG"]', now()) returning id, email`,
    [newEmail()],
  );
  return user;
}

async function staffWithSecondFactor(stage: AuditStage): Promise<string> {
  const { id, email } = await newStaff(stage);
  await stage.app.sql(
    `insert into second_factors (user_id, sealed_secret, created_at, confirmed_at) values ($1, 'sealed', now(), now())`,
    [id],
  );
  return email;
}

async function signedInStaff(stage: AuditStage): Promise<string> {
  const { email } = await newStaff(stage);
  await signIn(stage.app, email);
  return email;
}
