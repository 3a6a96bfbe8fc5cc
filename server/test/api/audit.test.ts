import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isStaffRole, type StaffRole, staffRoles } from '../../src/accounts/role.ts';
import { FieldRights } from '../../src/platform/graphql/auth.directive.ts';
import { settled } from '../kit/census.ts';
import { type Person, signIn } from '../kit/shopper.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';
import { type AuditStage, auditedMutations, notAuditedYet } from './audit.table.ts';

let app: TestApp;
let stage: AuditStage;
const staff = new Map<StaffRole, Person>();
beforeAll(async () => {
  app = await startTestApp({ env: { MAX_OPEN_ORDERS: '100', MAX_RESERVED_ITEMS: '100' } });
  for (const role of staffRoles) staff.set(role, await signIn(app, `${role.toLowerCase()}@tribi.test`));
  let serial = 0;
  stage = {
    app,
    as: (role) => staff.get(role) ?? { email: '', token: '' },
    shopper: () => {
      serial += 1;
      return signIn(app, `audited-${serial}@example.com`);
    },
  };
});
afterAll(() => app.close());
beforeAll(failCommits);

/** What only looks, and so has nothing but its entry to keep. */
const logAlone: readonly string[] = ['revealActivationCode', 'runLedgerCheck'];

/** From now on, while `fail_commits` is on, no transaction commits that has written an entry and something else. */
async function failCommits(): Promise<void> {
  await app.sql('create table fail_commits as select false as is_on');
  await app.sql(`
    create function fail_commit() returns trigger language plpgsql as $$ begin
      if (select is_on from fail_commits) and exists (
        select from audit_log where xmin::text::bigint = pg_current_xact_id()::text::bigint % 4294967296
      ) then raise exception 'not kept'; end if;
      return null;
    end $$`);
  const tables = await app.sql(`
    select oid::regclass::text as name from pg_class
    where relkind = 'r' and relnamespace in ('public'::regnamespace, 'pgboss'::regnamespace)
      and relname not in ('audit_log', 'fail_commits', 'rate_limits')`);
  for (const { name } of tables)
    await app.sql(`create constraint trigger fail_commit after insert or update or delete on ${name}
      deferrable initially deferred for each row execute function fail_commit()`);
}

const entryCount = async (): Promise<number> =>
  (await app.sql('select count(*)::int as count from audit_log'))[0].count;

/** Mutations that a shopper may not call, by the schema. */
function staffMutations(): string[] {
  const entries = new FieldRights(app.app.schema).entries();
  return entries.flatMap(([field, requirement]) => {
    const [type, name = ''] = field.split('.');
    const isForStaff = requirement.some((roles) => roles.length > 0 && roles.every(isStaffRole));
    return type === 'Mutation' && isForStaff ? [name] : [];
  });
}

const isSuccess = (answer: ResultOf): boolean => answer !== null && !(answer?.code ?? false);

describe('every staff mutation', () => {
  it('stands in the table', () => {
    expect([...Object.keys(auditedMutations), ...notAuditedYet].sort()).toEqual(staffMutations().sort());
  });

  it.each(Object.entries(auditedMutations))(
    '%s leaves one entry when it succeeds',
    async (name, mutation) => {
      const variables = await mutation.variables(stage);
      await settled(app);
      const before = await entryCount();
      const as = stage.as(mutation.role);
      const { data, errors } = await app.graphql(mutation.document, variables, {
        as,
        headers: { 'x-request-id': `audit-${name}` },
      });
      expect(errors).toBeUndefined();
      expect((mutation.isDone ?? isSuccess)(data[name]), JSON.stringify(data)).toBe(true);
      expect(await entryCount()).toBe(before + 1);
      const [entry] = await app.sql('select * from audit_log order by id desc limit 1');
      expect(entry).toMatchObject({
        action: name,
        actor_label: as.email,
        roles: ['CUSTOMER', mutation.role],
        subject_type: mutation.subjectType,
        request_id: `audit-${name}`,
        ip: '127.0.0.1',
      });
      expect(JSON.stringify(entry)).not.toMatch(/LPA:1/);
    },
  );

  it.each(Object.entries(auditedMutations).filter(([name]) => !logAlone.includes(name)))(
    '%s leaves none when what it wrote is not kept',
    async (_name, mutation) => {
      const variables = await mutation.variables(stage);
      await settled(app);
      const before = await entryCount();
      await app.sql('update fail_commits set is_on = true');
      const as = stage.as(mutation.role);
      const { errors } = await app.graphql(mutation.document, variables, { as });
      await app.sql('update fail_commits set is_on = false');
      expect(errors?.[0]?.extensions.code).toBe('INTERNAL_SERVER_ERROR');
      expect(await entryCount()).toBe(before);
    },
  );

  it.each(Object.entries(auditedMutations))('%s leaves none when it is refused', async (name, mutation) => {
    const variables = await (mutation.refused ?? mutation.variables)(stage);
    await settled(app);
    const before = await entryCount();
    if (mutation.refused) {
      const { data, errors } = await app.graphql(mutation.document, variables, {
        as: stage.as(mutation.role),
      });
      expect(errors !== undefined || !(mutation.isDone ?? isSuccess)(data[name]), name).toBe(true);
    }
    if (mutation.refuses) {
      const { errors } = await app.graphql(mutation.document, variables, { as: stage.as(mutation.refuses) });
      expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    }
    expect(await entryCount()).toBe(before);
  });
});

describe('the log', () => {
  it.each([
    'update audit_log set reason = $$nothing happened$$',
    'delete from audit_log',
    'truncate audit_log',
  ])('refuses: %s', async (statement) => {
    const before = await entryCount();
    expect(before).toBeGreaterThan(0);
    await expect(app.sql(statement)).rejects.toThrow('audit_log is only ever added to');
    expect(await entryCount()).toBe(before);
  });
});
