import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditLog } from '../audit/audit-log.ts';
import { newId } from '../platform/database/id.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import { type InventoryFixture, startInventoryFixture } from './inventory.fixture.ts';
import { findItems } from './inventory.query.ts';
import { InventoryService } from './inventory.service.ts';
import { InventoryItem } from './inventory-item.entity.ts';

let fixture: InventoryFixture;
let inventory: InventoryService;
beforeAll(async () => {
  fixture = await startInventoryFixture();
  inventory = new InventoryService({ stock: fixture.stock, audit: new AuditLog() });
});
afterAll(() => fixture.close());

const header = 'activation_code,plan_id,iccid,instructions,provider_reference,cost,expires_on';
const fileOf = (...rows: string[]) => [header, ...rows].join('\n');
const importCsv = (csv: string, dryRun = false) => inventory.importCsv(fixture.ctx(), csv, { dryRun });
const itemsOf = (planId: string) =>
  fixture.orm.em.fork().find(InventoryItem, { planId }, { orderBy: { id: 'asc' } });
let serial = 0;
const newCode = () => {
  serial += 1;
  return `LPA:1$smdp.example.com$FILE-${serial}`;
};

describe('importing', () => {
  it('puts rows on the shelf, by plan id or slug', async () => {
    const plan = await fixture.addPlan({ threshold: 1 });
    const [one, two] = [newCode(), newCode()];
    const report = await importCsv(
      fileOf(
        `${one},${plan.slug},8934071100000000009,"Scan, then wait",REF-1,1.20,2027-12-31`,
        `${two},${plan.id.toUpperCase()},,,,,`,
      ),
    );
    expect(report).toEqual({ created: 2, updated: 0, rejected: 0, errors: [], applied: true });
    expect(await itemsOf(plan.id)).toMatchObject([
      {
        activationCode: one,
        status: 'AVAILABLE',
        iccid: '8934071100000000009',
        iccidWarning: 'LUHN',
        instructions: 'Scan, then wait',
        providerReference: 'REF-1',
        costAmount: 120,
        costCurrency: 'USD',
        expiresOn: '2027-12-31',
        supplier: null,
        createdAt: fixture.now,
      },
      {
        activationCode: two,
        iccid: null,
        iccidWarning: null,
        costAmount: null,
        costCurrency: null,
        expiresOn: null,
      },
    ]);
  });

  it('only reports in a dry run', async () => {
    const plan = await fixture.addPlan();
    const report = await importCsv(
      fileOf(`${newCode()},${plan.slug},,,,,`, `${newCode()},nowhere,,,,,`),
      true,
    );
    expect(report).toMatchObject({ created: 1, updated: 0, rejected: 1, applied: false });
    expect(report.errors).toMatchObject([{ row: 3, field: 'plan_id', code: 'PLAN_UNKNOWN' }]);
    expect(await itemsOf(plan.id)).toEqual([]);
  });

  it('takes all rows or none, and counts beyond the errors it names', async () => {
    const plan = await fixture.addPlan();
    const bad = Array.from({ length: 60 }, () => `${newCode()},nowhere,1,,,,`);
    const report = await importCsv(fileOf(`${newCode()},${plan.slug},,,,,`, ...bad));
    expect(report).toMatchObject({ created: 0, updated: 0, rejected: 60, applied: false });
    expect(report.errors).toHaveLength(50);
    expect(await itemsOf(plan.id)).toEqual([]);
  });

  it('refuses repetitions within the file, written however', async () => {
    const plan = await fixture.addPlan();
    const code = newCode();
    const report = await importCsv(
      fileOf(
        `${code},${plan.slug},8934071100000000107,,,,`,
        `${code.replace('LPA', 'lpa')},${plan.slug},,,,,`,
        `${newCode()},${plan.slug},8934 0711 0000 0000 107F,,,,`,
      ),
    );
    expect(report.errors).toMatchObject([
      {
        row: 3,
        field: 'activation_code',
        code: 'ACTIVATION_CODE_REPEATED',
        message: expect.stringContaining('row 2'),
      },
      { row: 4, field: 'iccid', code: 'ICCID_REPEATED' },
    ]);
    expect(await itemsOf(plan.id)).toEqual([]);
  });

  it('updates what is on the shelf, keeping what the file leaves empty', async () => {
    const [plan, other] = [await fixture.addPlan({ threshold: 0 }), await fixture.addPlan()];
    const code = newCode();
    await importCsv(fileOf(`${code},${plan.slug},8934071100000000206,Scan,REF-9,2,2027-12-31`));
    const report = await importCsv(fileOf(`${code},${other.slug},,,,3.10,`));
    expect(report).toEqual({ created: 0, updated: 1, rejected: 0, errors: [], applied: true });
    expect(await itemsOf(other.id)).toMatchObject([
      { iccid: '8934071100000000206', instructions: 'Scan', costAmount: 310, expiresOn: '2027-12-31' },
    ]);
    expect(await fixture.alertsOf(plan.id)).toEqual(['OUT 0']);
  });

  it.each(['RESERVED', 'ASSIGNED', 'RETIRED'] as const)('never resets an item that is %s', async (status) => {
    const plan = await fixture.addPlan();
    const code = newCode();
    const file = fileOf(`${code},${plan.slug},,,,,`);
    await importCsv(file);
    const orderId = await fixture.addOrder(plan.id);
    const em = fixture.orm.em.fork();
    await em.nativeUpdate(InventoryItem, { activationCode: code }, { status, orderId });
    const before = await itemsOf(plan.id);
    const report = await importCsv(fileOf(`${newCode()},${plan.slug},,,,,`, `${code},${plan.slug},,,,,`));
    expect(report).toMatchObject({ rejected: 1, applied: false });
    expect(report.errors).toMatchObject([{ row: 3, code: 'ACTIVATION_CODE_IN_USE' }]);
    expect(JSON.stringify(report)).not.toContain(code);
    expect(await itemsOf(plan.id)).toEqual(before);
  });

  it("refuses another item's ICCID", async () => {
    const plan = await fixture.addPlan();
    await importCsv(fileOf(`${newCode()},${plan.slug},8934071100000000305,,,,`));
    const report = await importCsv(fileOf(`${newCode()},${plan.slug},8934071100000000305,,,,`));
    expect(report.errors).toMatchObject([{ row: 2, field: 'iccid', code: 'ICCID_TAKEN' }]);
  });

  it('makes each item once when one file is sent many times at once', async () => {
    const plan = await fixture.addPlan();
    const file = fileOf(...Array.from({ length: 20 }, () => `${newCode()},${plan.slug},,,,,`));
    const reports = await Promise.all(Array.from({ length: 6 }, () => importCsv(file)));
    expect(reports.map((report) => report.created).sort((a, b) => b - a)).toEqual([20, 0, 0, 0, 0, 0]);
    expect(reports.every((report) => report.applied)).toBe(true);
    expect(await itemsOf(plan.id)).toHaveLength(20);
  });

  it('never sells twice what is imported again while buyers take it', async () => {
    const plan = await fixture.addPlan({ threshold: 3 });
    const codes = Array.from({ length: 15 }, newCode);
    const file = fileOf(...codes.map((code) => `${code},${plan.slug},,,,,`));
    await importCsv(file);
    const orders = await Promise.all(Array.from({ length: 15 }, () => fixture.addOrder(plan.id)));
    const taking = orders.map((orderId) =>
      inTransaction(fixture.orm.em, (em) =>
        fixture.stock.takeForEsim(fixture.ctx(), em, { orderId, planId: plan.id, esimId: newId() }),
      ),
    );
    const importing = Array.from({ length: 4 }, () => importCsv(file));
    const taken = (await Promise.all(taking)).flatMap((item) => (item ? [item.id] : []));
    await Promise.all(importing);
    expect(new Set(taken).size).toBe(taken.length);
    const items = await itemsOf(plan.id);
    expect(items).toHaveLength(15);
    expect(
      items
        .filter((item) => item.status === 'ASSIGNED')
        .map((item) => item.id)
        .sort(),
    ).toEqual(taken.sort());
  });

  it('waits for nothing that belongs to an order', async () => {
    const plan = await fixture.addPlan();
    const code = newCode();
    await importCsv(fileOf(`${code},${plan.slug},,,,,`));
    const orderId = await fixture.addOrder(plan.id);
    const [item] = await inTransaction(fixture.orm.em, (em) =>
      fixture.stock.reserve(fixture.ctx(), em, orderId, plan.id, 1),
    );
    await inTransaction(fixture.orm.em, async (em) => {
      await sql`select from inventory_items where id = ${item} for update`.execute(em.getKysely());
      const report = await importCsv(fileOf(`${code},${plan.slug},,,,,`));
      expect(report.errors).toMatchObject([{ code: 'ACTIVATION_CODE_IN_USE' }]);
    });
  });

  it('answers in the language asked for', async () => {
    const report = await inventory.importCsv(
      { ...fixture.ctx(), locale: 'es' },
      'activation_code,plan\na,b',
      {
        dryRun: false,
      },
    );
    expect(report.errors[0]).toMatchObject({ row: 1, field: 'plan', code: 'COLUMN_UNKNOWN' });
    expect(report.errors[0]?.message).toContain('No existe la columna plan.');
  });
});

describe('the list of items', () => {
  const find = async (filter: Parameters<typeof findItems>[1], first = 20) => {
    const page = await findItems(fixture.ctx(), filter, { first, after: null, offset: 0 });
    return { ...page, total: await page.total(), references: page.nodes.map((node) => node.iccid) };
  };

  it('filters, and reads wildcards as letters', async () => {
    const plan = await fixture.addPlan();
    const [one, two] = [newCode(), newCode()];
    await importCsv(
      fileOf(
        `${one},${plan.slug},8934071100000000404,,50%_off,,`,
        `${two},${plan.slug},8934071100000000503,,plain,,`,
      ),
    );
    const planId = plan.id;
    expect((await find({ planId })).references).toEqual(['8934071100000000503', '8934071100000000404']);
    expect((await find({ planId, search: '0000404' })).total).toBe(1);
    expect((await find({ planId, search: '8934 0711 0000 0000 404' })).total).toBe(1);
    expect((await find({ planId, search: '0%_O' })).total).toBe(1);
    expect((await find({ planId, search: '%' })).total).toBe(1);
    expect((await find({ planId, search: one })).references).toEqual(['8934071100000000404']);
    expect((await find({ planId, search: one.split('$')[2] ?? '' })).total).toBe(1);
    expect((await find({ planId, status: 'ASSIGNED' })).total).toBe(0);
    expect((await find({ planId: 'nonsense' })).total).toBe(0);
    expect((await find({ planId, search: '\0' })).total).toBe(0);
  });

  it('never shows a code, nor finds one by a part of it', async () => {
    const plan = await fixture.addPlan();
    const code = newCode();
    await importCsv(fileOf(`${code},${plan.slug},,,,,`));
    const { nodes } = await find({ planId: plan.id });
    expect(Object.keys(nodes[0] ?? {}).sort()).toEqual(['createdAt', 'iccid', 'id', 'planId', 'status']);
    expect(nodes[0]?.createdAt).toEqual(fixture.now);
    expect((await find({ planId: plan.id, search: code.slice(0, -1) })).total).toBe(0);
    expect((await find({ planId: plan.id, search: 'FILE-' })).total).toBe(0);
  });

  it('goes on after a cursor', async () => {
    const plan = await fixture.addPlan();
    const ids = await fixture.addItems(plan.id, 3);
    const first = await find({ planId: plan.id }, 2);
    expect(first.pageInfo.hasNextPage).toBe(true);
    const last = first.nodes.at(-1)?.id ?? '';
    const rest = await findItems(fixture.ctx(), { planId: plan.id }, { first: 2, after: [last], offset: 0 });
    expect([...first.nodes, ...rest.nodes].map((node) => node.id)).toEqual(ids.toReversed());
    expect(rest.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });
});
