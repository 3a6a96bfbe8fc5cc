import { sql } from 'kysely';
import pino from 'pino';
import { createDatabase, databaseUrl, dropDatabase } from '../../test/kit/template.ts';
import { newId } from '../platform/database/id.ts';
import { migrate } from '../platform/database/migrate.ts';
import { createOrm, type EntityManager, type Orm } from '../platform/database/orm.ts';
import { Notifications } from '../platform/events/notifications.ts';
import { guest, type RequestContext } from '../platform/request-context.ts';
import { InventoryItem } from './inventory-item.entity.ts';
import { StockService } from './stock.service.ts';
import { StockAlert } from './stock-alert.entity.ts';
import { StockWatch } from './stock-watch.ts';

/** An empty shop's database with what the inventory room stands on, for its tests. */
export interface InventoryFixture {
  orm: Orm;
  stock: StockService;
  notifications: Notifications;
  /** What `ctx.clock` tells. */
  now: Date;
  ctx(): RequestContext;
  addPlan(options?: { threshold?: number }): Promise<{ id: string; slug: string }>;
  addOrder(planId: string, quantity?: number): Promise<string>;
  /** One of an order's eSIMs, which is being delivered. */
  addEsim(orderId: string, position: number): Promise<string>;
  /** Puts items on the shelf and gives their ids. */
  addItems(planId: string, count: number, expiresOn?: string | null): Promise<string[]>;
  alertsOf(planId: string): Promise<string[]>;
  close(): Promise<void>;
}

const log = pino({ level: 'silent' });
let serial = 0;

export async function startInventoryFixture(): Promise<InventoryFixture> {
  const name = `inventory_${process.pid}_${newId().slice(-12)}`;
  await createDatabase(name);
  const database = { url: databaseUrl(name), replicaUrls: [], poolSize: 40 };
  const entities = [InventoryItem, StockAlert];
  await migrate(database, entities);
  const orm = createOrm(database, entities);
  const notifications = new Notifications(database.url, log);
  await notifications.start();
  const common = await addCommon(orm.em.fork());
  const fixture: InventoryFixture = {
    orm,
    stock: new StockService(new StockWatch(notifications)),
    notifications,
    now: new Date('2027-03-01T12:00:00Z'),
    ctx: () => contextOf(orm.em.fork(), () => fixture.now),
    addPlan: (options) => addPlan(orm.em.fork(), common, options?.threshold ?? null),
    addOrder: (planId, quantity) => addOrder(orm.em.fork(), common, planId, quantity ?? 1),
    addEsim: (orderId, position) => addEsim(orm.em.fork(), common, orderId, position),
    addItems: (planId, count, expiresOn) => addItems(orm.em.fork(), planId, count, expiresOn ?? null),
    alertsOf: (planId) => alertsOf(orm.em.fork(), planId),
    close: () => close(name, orm, notifications),
  };
  return fixture;
}

interface Common {
  countryId: string;
  carrierId: string;
  userId: string;
}

async function addCommon(em: EntityManager): Promise<Common> {
  const db = em.getKysely();
  const ids = { region: newId(), countryId: newId(), carrierId: newId(), userId: newId() };
  await sql`insert into regions values (${ids.region}, 'europe', 'Europe', 'Europa', true, true)`.execute(db);
  await sql`insert into countries (id, iso2, name_en, name_es, region_id, search_text)
    values (${ids.countryId}, 'ES', 'Spain', 'España', ${ids.region}, 'spain')`.execute(db);
  await sql`insert into carriers values (${ids.carrierId}, 'Carrier')`.execute(db);
  await sql`insert into users (id, email, created_at) values (${ids.userId}, 'ana@example.com', now())`.execute(
    db,
  );
  return ids;
}

async function addPlan(em: EntityManager, { countryId, carrierId }: Common, threshold: number | null) {
  serial += 1;
  const plan = { id: newId(), slug: `spain-${serial}` };
  await sql`insert into plans (id, slug, name, name_es, scope, country_id, carrier_id, is_unlimited, data_mb, validity_days,
      validity_policy, install_within_days, hotspot_allowed, includes_phone_number, top_up_available, identity_check,
      stock_threshold, search_text)
    values (${plan.id}, ${plan.slug}, 'Spain 1 GB', 'España 1 GB', 'COUNTRY', ${countryId}, ${carrierId}, false, 1024, 7,
      'FROM_FIRST_USE', 180, true, false, true, false, ${threshold}::int, 'spain')`.execute(em.getKysely());
  return plan;
}

async function addOrder(
  em: EntityManager,
  { userId }: Common,
  planId: string,
  quantity: number,
): Promise<string> {
  serial += 1;
  const id = newId();
  const number = `TRB-${String(serial).padStart(6, '0')}`;
  await sql`insert into orders (id, number, user_id, plan_id, plan_snapshot, quantity, currency, unit_price, subtotal,
      total, status, payment_status, fulfillment_status, locale, created_at, updated_at)
    values (${id}, ${number}, ${userId}, ${planId}, '{}', ${quantity}::int, 'USD', 450, 450 * ${quantity}::int,
      450 * ${quantity}::int, 'OPEN', 'UNPAID', 'UNFULFILLED', 'en', now(), now())`.execute(em.getKysely());
  return id;
}

async function addEsim(
  em: EntityManager,
  { userId }: Common,
  orderId: string,
  position: number,
): Promise<string> {
  const id = newId();
  await sql`insert into esims (id, order_id, user_id, position, status, created_at, updated_at)
    values (${id}, ${orderId}, ${userId}, ${position}::int, 'PROVISIONING', now(), now())`.execute(
    em.getKysely(),
  );
  return id;
}

async function addItems(
  em: EntityManager,
  planId: string,
  count: number,
  expiresOn: string | null,
): Promise<string[]> {
  const ids = Array.from({ length: count }, newId);
  for (const id of ids) {
    await sql`insert into inventory_items (id, plan_id, status, activation_code, expires_on, created_at, updated_at)
      values (${id}, ${planId}, 'AVAILABLE', ${`LPA:1$smdp.example.com$${id}`}, ${expiresOn}::date, now(), now())`.execute(
      em.getKysely(),
    );
  }
  return ids;
}

async function alertsOf(em: EntityManager, planId: string): Promise<string[]> {
  const alerts = await em.find(StockAlert, { planId }, { orderBy: { id: 'asc' } });
  return alerts.map(({ kind, available }) => `${kind} ${available}`);
}

const contextOf = (em: EntityManager, now: () => Date): RequestContext => ({
  actor: guest,
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

async function close(name: string, orm: Orm, notifications: Notifications): Promise<void> {
  await notifications.close();
  await orm.close();
  await dropDatabase(name);
}
