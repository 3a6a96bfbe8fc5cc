import { sql } from 'kysely';
import pino from 'pino';
import { createDatabase, databaseUrl, dropDatabase, templateName } from '../../test/kit/template.ts';
import { entities } from '../entities.ts';
import { newId } from '../platform/database/id.ts';
import { createOrm, type EntityManager, type Orm } from '../platform/database/orm.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import { type RequestContext, systemActor } from '../platform/request-context.ts';

/** An order with its payment and eSIM, of which only the ids matter here. */
export interface Sale {
  orderId: string;
  number: string;
  paymentId: string;
  esimId: string;
  chargeId: string;
}

/** A shop's database with what the books stand on, for their tests. */
export interface LedgerFixture {
  orm: Orm;
  database: string;
  /** What `ctx.clock` tells. */
  now: Date;
  ctx(): RequestContext;
  /** Runs `work` in one transaction. */
  within<T>(work: (ctx: RequestContext, em: EntityManager) => Promise<T>): Promise<T>;
  addSale(amount?: number, currency?: string): Promise<Sale>;
  /** All lines of an entry, `ACCOUNT amount CURRENCY`. */
  linesOf(key: string): Promise<string[]>;
  count(table: string): Promise<number>;
  /** Lets go of the database, so that others can be made after it. */
  disconnect(): Promise<void>;
  close(): Promise<void>;
}

const log = pino({ level: 'silent' });
let serial = 0;

/** @param template another fixture's database, which nobody is connected to any more */
export async function startLedgerFixture(template: string = templateName): Promise<LedgerFixture> {
  const name = `ledger_${process.pid}_${newId().slice(-12)}`;
  await createDatabase(name, template);
  const orm = createOrm({ url: databaseUrl(name), replicaUrls: [], poolSize: 20 }, entities);
  const fixture: LedgerFixture = {
    orm,
    database: name,
    now: new Date('2027-03-01T12:00:00Z'),
    ctx: () => contextOf(orm.em.fork(), () => fixture.now),
    within: (work) =>
      inTransaction(orm.em, (em) =>
        work(
          contextOf(em, () => fixture.now),
          em,
        ),
      ),
    addSale: (amount = 450, currency = 'USD') => addSale(orm.em.fork(), amount, currency),
    linesOf: (key) => linesOf(orm.em.fork(), key),
    async count(table) {
      const { rows } = await sql<{
        count: number;
      }>`select count(*)::int as count from ${sql.table(table)}`.execute(orm.em.fork().getKysely());
      return rows[0]?.count ?? 0;
    },
    disconnect: () => orm.close(),
    async close() {
      await orm.close();
      await dropDatabase(name);
    },
  };
  return fixture;
}

async function addSale(em: EntityManager, amount: number, currency: string): Promise<Sale> {
  serial += 1;
  const number = `TRB-L${String(serial).padStart(5, '0')}`;
  const sale = { orderId: newId(), number, paymentId: newId(), esimId: newId(), chargeId: `ch_${serial}` };
  const db = em.getKysely();
  await sql`insert into orders (id, number, user_id, plan_id, plan_snapshot, quantity, currency, unit_price, subtotal,
      total, status, payment_status, fulfillment_status, locale, created_at, updated_at)
    values (${sale.orderId}, ${number}, (select id from users limit 1), (select id from plans limit 1), '{}', 1,
      ${currency}, ${amount}::bigint, ${amount}::bigint, ${amount}::bigint, 'OPEN', 'PAID', 'IN_PROGRESS', 'en', now(),
      now())`.execute(db);
  await sql`insert into payments (id, order_id, attempt, provider, payment_intent_id, charge_id, status, amount,
      currency, created_at, updated_at)
    values (${sale.paymentId}, ${sale.orderId}, 1, 'STRIPE', ${`pi_${serial}`}, ${sale.chargeId}, 'PROCESSING',
      ${amount}::bigint, ${currency}, now(), now())`.execute(db);
  await sql`insert into esims (id, order_id, user_id, position, status, created_at, updated_at)
    values (${sale.esimId}, ${sale.orderId}, (select id from users limit 1), 1, 'PROVISIONING', now(), now())`.execute(
    db,
  );
  return sale;
}

async function linesOf(em: EntityManager, key: string): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`
    select l.account || ' ' || l.amount || ' ' || l.currency as line
    from ledger_lines l join ledger_entries e on e.id = l.entry_id
    where e.key = ${key} order by l.position`.execute(em.getKysely());
  return rows.map(({ line }) => line);
}

const contextOf = (em: EntityManager, now: () => Date): RequestContext => ({
  actor: systemActor('test'),
  locale: 'en',
  requestId: 'test',
  ip: null,
  userAgent: null,
  deviceToken: null,
  em,
  clock: { now },
  log,
  loaders: new Map(),
});
