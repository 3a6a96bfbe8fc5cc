import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, databaseUrl, dropDatabase } from '../../test/kit/template.ts';
import { entities } from '../entities.ts';
import { newId } from '../platform/database/id.ts';
import { createOrm, type Orm } from '../platform/database/orm.ts';

const name = `upgrade_${process.pid}_${newId().slice(-12)}`;
let orm: Orm;
beforeAll(async () => {
  await createDatabase(name);
  orm = createOrm({ url: databaseUrl(name), replicaUrls: [], poolSize: 2 }, entities);
});
afterAll(async () => {
  await orm.close();
  await dropDatabase(name);
});

const run = async (statement: string): Promise<void> => {
  await sql.raw(statement).execute(orm.em.fork().getKysely());
};

/** What the first release had: a shop with one sale, refunded in part, delivered from a supplier's stock. */
const firstRelease = `
insert into regions values ('00000000-0000-7000-8000-000000000001', 'europe', 'Europe', 'Europa', true, true);
insert into countries (id, iso2, name_en, name_es, region_id, search_text)
  values ('00000000-0000-7000-8000-000000000002', 'ES', 'Spain', 'España', '00000000-0000-7000-8000-000000000001', 'spain');
insert into carriers values ('00000000-0000-7000-8000-000000000003', 'Carrier');
insert into users (id, email, created_at) values ('00000000-0000-7000-8000-000000000004', 'ana@example.com', now());
insert into plans (id, slug, name, name_es, scope, country_id, carrier_id, is_unlimited, data_mb, validity_days,
    validity_policy, install_within_days, hotspot_allowed, includes_phone_number, top_up_available, identity_check, search_text)
  values ('00000000-0000-7000-8000-000000000005', 'spain', 'Spain', 'España', 'COUNTRY',
    '00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000003', false, 1024, 7, 'FROM_FIRST_USE', 180,
    true, false, true, false, 'spain');
insert into orders (id, number, user_id, plan_id, plan_snapshot, quantity, currency, unit_price, subtotal, total, status,
    payment_status, fulfillment_status, locale, created_at, updated_at)
  values ('00000000-0000-7000-8000-000000000006', 'TRB-000001', '00000000-0000-7000-8000-000000000004',
    '00000000-0000-7000-8000-000000000005', '{}', 1, 'USD', 450, 450, 450, 'COMPLETED', 'PARTIALLY_REFUNDED', 'FULFILLED',
    'en', now(), now());
insert into payments (id, order_id, attempt, provider, payment_intent_id, charge_id, status, amount, currency, refunded,
    created_at, updated_at)
  values ('00000000-0000-7000-8000-000000000007', '00000000-0000-7000-8000-000000000006', 1, 'STRIPE', 'pi_1', 'ch_1',
    'SUCCEEDED', 450, 'USD', 100, now(), now());
insert into refunds (id, payment_id, stripe_refund_id, amount, currency, reason, status, requested_by, created_at, updated_at)
  values (uuidv7(), '00000000-0000-7000-8000-000000000007', 're_1', 100, 'USD', 'kind', 'SUCCEEDED', 'x', now(), now()),
    (uuidv7(), '00000000-0000-7000-8000-000000000007', null, 50, 'USD', 'refused', 'FAILED', 'x', now(), now());
insert into inventory_items (id, plan_id, status, activation_code, supplier, cost_amount, cost_currency, order_id,
    created_at, updated_at)
  values ('00000000-0000-7000-8000-000000000008', '00000000-0000-7000-8000-000000000005', 'ASSIGNED', 'LPA:1$a$b',
    'CONNECTED_YOU', 210, 'USD', '00000000-0000-7000-8000-000000000006', now(), now());
insert into esims (id, order_id, user_id, position, status, inventory_item_id, activation_code, created_at, updated_at, ready_at)
  values ('00000000-0000-7000-8000-000000000009', '00000000-0000-7000-8000-000000000006',
    '00000000-0000-7000-8000-000000000004', 1, 'READY', '00000000-0000-7000-8000-000000000008', 'LPA:1$a$b', now(), now(), now());
`;

describe('a shop of the first release', () => {
  it('has what it sold, gave back and paid for in its books once it is upgraded', async () => {
    await orm.migrator.up({ to: 'Migration20261123000000_initial' });
    await run(firstRelease);
    await orm.migrator.up();
    const { rows } = await sql<{ line: string }>`
      select e.kind || ' ' || l.account || ' ' || l.amount || ' ' || l.currency as line
      from ledger_lines l join ledger_entries e on e.id = l.entry_id order by e.kind, l.position`.execute(
      orm.em.fork().getKysely(),
    );
    expect(rows.map(({ line }) => line)).toEqual([
      'PAYMENT STRIPE_CLEARING 450 USD',
      'PAYMENT SALES -450 USD',
      'REFUND REFUNDS 100 USD',
      'REFUND STRIPE_CLEARING -100 USD',
      'SUPPLIER_COST SUPPLIER_COSTS 210 USD',
      'SUPPLIER_COST SUPPLIER_PAYABLE:CONNECTED_YOU -210 USD',
    ]);
  });
});
