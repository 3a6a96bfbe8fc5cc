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
