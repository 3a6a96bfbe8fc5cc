import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AlertService, type AlertToRaise } from '../../src/alerts/alert.service.ts';
import { addHours, addMinutes } from '../../src/platform/clock/clock.ts';
import { inTransaction } from '../../src/platform/database/transaction.ts';
import { Notifications } from '../../src/platform/events/notifications.ts';
import { type RequestContext, systemActor } from '../../src/platform/request-context.ts';
import { expectUnchanged, settled } from '../kit/census.ts';
import { type Person, signIn } from '../kit/shopper.ts';
import { live } from '../kit/socket.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';
import { type Receiver, startReceiver } from '../kit/webhook-receiver.ts';

const secret = 'a-secret-of-the-alert-webhook';
let app: TestApp;
let receiver: Receiver;
let support: Person;
let admin: Person;
let alerts: AlertService;
beforeAll(async () => {
  receiver = await startReceiver();
  app = await startTestApp({
    isClockMovable: true,
    env: {
      ALERT_WEBHOOK_URL: receiver.url,
      ALERT_WEBHOOK_SECRET: secret,
      PUBLIC_URL: 'https://tribi.example',
    },
  });
  support = await signIn(app, 'support@tribi.test');
  admin = await signIn(app, 'admin@tribi.test');
  const { jobs, log } = app.app;
  alerts = new AlertService({
    jobs,
    notifications: new Notifications(app.databaseUrl, log),
    repeatHours: 6,
  });
});
afterAll(async () => {
  await app.close();
  await receiver.close();
});

const context = (): RequestContext => ({
  actor: systemActor('a-test'),
  locale: 'en',
  requestId: 'a-test',
  ip: null,
  userAgent: null,
  deviceToken: null,
  em: app.app.orm.em.fork(),
  clock: app.clock,
  log: app.app.log,
  loaders: new Map(),
});
const alike = (text: string) => ({ en: text, es: text });
const raise = (alert: Partial<AlertToRaise> & { key: string }) => {
  const ctx = context();
  const whole = {
    kind: 'A_TEST',
    subject: alike(`About ${alert.key}`),
    lines: [alike('What is known.')],
    ...alert,
  };
  return inTransaction(ctx.em, (em) => alerts.raise(ctx, em, whole));
};
const settle = (key: string) => {
  const ctx = context();
  return inTransaction(ctx.em, (em) => alerts.settle(ctx, em, key));
};
const told = (key: string) =>
  receiver.calls.filter(({ body }) => JSON.parse(body).alert.key === key).map(({ body }) => JSON.parse(body));
const mailsAbout = async (key: string) =>
  (await app.mailsTo(admin.email)).filter(({ subject }) => subject.includes(key));
const fields =
  'id kind key severity subject lines path count acknowledgedBy acknowledgedAt settledBy settleReason settledAt';
const list = async (filter: object = {}, as = support): Promise<ResultOf> =>
  (
    await app.graphql(
      `query ($filter: StaffAlertFilter) { alerts(filter: $filter, first: 50) { totalCount nodes { ${fields} } } }`,
      { filter },
      { as },
    )
  ).data.alerts;
const find = async (key: string) => (await list()).nodes.find((alert: ResultOf) => alert.key === key);
const change = async (call: string, as = support): Promise<ResultOf> => {
  const isSettling = call.startsWith('settle');
  const { data } = await app.graphql(
    `mutation { it: ${call} { __typename ... on StaffAlert { ${fields} } ... on UserError { code message } ${isSettling ? '... on InvalidInput { errors { path code } }' : ''} } }`,
    {},
    { as },
  );
  return data.it;
};

describe('an alert', () => {
  it('reaches every ADMIN by mail, and the webhook with a signature over time and body', async () => {
    expect(await raise({ key: 'first', severity: 'CRITICAL', path: '/admin/orders/TRB-1' })).toBe(true);
    const mail = await app.until('the mail', async () => (await mailsAbout('first'))[0] ?? null);
    expect(mail.subject).toBe('[Tribi] CRITICAL: About first');
    expect(mail.text).toContain('What is known.');
    expect(mail.text).toContain('https://tribi.example/admin/orders/TRB-1');
    const call = await app.until('the call', async () => receiver.calls[0] ?? null);
    const [, seconds, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(
      String(call.headers['x-tribi-signature']),
    ) ?? ['', '', ''];
    expect(createHmac('sha256', secret).update(`${seconds}.${call.body}`).digest('hex')).toBe(signature);
    expect(Math.abs(Number(seconds) * 1000 - app.clock.now().getTime())).toBeLessThan(60_000);
    expect(JSON.parse(call.body)).toMatchObject({
      event: 'alert.raised',
      shop: 'https://tribi.example',
      text: 'CRITICAL: About first\nWhat is known.\nhttps://tribi.example/admin/orders/TRB-1',
      alert: { kind: 'A_TEST', key: 'first', severity: 'CRITICAL', count: 1 },
    });
    expect(await app.mailsTo('support@tribi.test')).not.toContainEqual(
      expect.objectContaining({ subject: mail.subject }),
    );
  });

  it('is told with the transaction that raises it, or not at all', async () => {
    const ctx = context();
    const undone = inTransaction(ctx.em, async (em) => {
      await alerts.raise(ctx, em, { kind: 'A_TEST', key: 'undone', subject: alike('undone'), lines: [] });
      throw new Error('the work failed');
    });
    await expect(undone).rejects.toThrow('the work failed');
    await settled(app);
    expect([await find('undone'), told('undone'), await mailsAbout('undone')]).toEqual([undefined, [], []]);
    await expect(
      alerts.raise(ctx, ctx.em, { kind: 'A', key: 'b', subject: alike('c'), lines: [] }),
    ).rejects.toThrow('inside a transaction');
  });

  it('is read in the language of who reads it, at the desk and in the mail; the webhook has English', async () => {
    await app.sql("update users set locale = 'es' where email = $1", [admin.email]);
    await raise({
      key: 'both',
      severity: 'CRITICAL',
      subject: { en: 'The stock of both is low', es: 'Quedan pocas de both' },
      lines: [{ en: 'Buy more.', es: 'Compra más.' }],
    });
    await settled(app);
    const [mail] = await mailsAbout('both');
    expect(mail?.subject).toBe('[Tribi] CRÍTICO: Quedan pocas de both');
    expect(mail?.text).toContain('Compra más.');
    expect(mail?.text).toContain('Recibes este correo porque trabajas en esta tienda.');
    expect(told('both')[0].text).toBe('CRITICAL: The stock of both is low\nBuy more.');
    expect(await find('both')).toMatchObject({ subject: 'The stock of both is low', lines: ['Buy more.'] });
    const { data } = await app.graphql(
      'query { alerts(filter: { isOpen: true }, first: 1) { nodes { subject lines } } }',
      {},
      { as: support, headers: { 'accept-language': 'es' } },
    );
    expect(data.alerts.nodes).toEqual([{ subject: 'Quedan pocas de both', lines: ['Compra más.'] }]);
    // What an older process writes over it is in English alone.
    await app.sql("update staff_alerts set lines = '[\"Buy many.\"]' where key = 'both'");
    const later = await app.graphql(
      'query { alerts(filter: { isOpen: true }, first: 1) { nodes { subject lines } } }',
      {},
      { as: support, headers: { 'accept-language': 'es' } },
    );
    expect(later.data.alerts.nodes).toEqual([{ subject: 'The stock of both is low', lines: ['Buy many.'] }]);
    await app.sql("update users set locale = 'en' where email = $1", [admin.email]);
  });

  it('raised again is counted, and told anew only after a while or when it becomes critical', async () => {
    await raise({ key: 'again' });
    expect(await raise({ key: 'again', lines: [alike('Newer.')] })).toBe(false);
    expect(await find('again')).toMatchObject({ count: 2, lines: ['Newer.'], severity: 'WARNING' });
    expect(await raise({ key: 'again', severity: 'CRITICAL' })).toBe(true);
    // What was critical stays so, whoever raises it next.
    expect(await raise({ key: 'again' })).toBe(false);
    expect(await find('again')).toMatchObject({ count: 4, severity: 'CRITICAL' });
    await settled(app);
    await app.clock.moveTo(addMinutes(addHours(app.clock.now(), 6), 1));
    expect(await raise({ key: 'again' })).toBe(true);
    await settled(app);
    expect((await mailsAbout('again')).length).toBe(3);
    expect(told('again')).toHaveLength(3);
  });

  it('raised by many at once is one alert, told once', async () => {
    const results = await Promise.all(Array.from({ length: 20 }, () => raise({ key: 'crowd' })));
    expect(results.filter(Boolean)).toHaveLength(1);
    expect(await find('crowd')).toMatchObject({ count: 20 });
    await settled(app);
    expect(await mailsAbout('crowd')).toHaveLength(1);
  });

  it('that is over is settled, told to the webhook, and raised anew as another', async () => {
    await raise({ key: 'over' });
    await settled(app);
    await settle('over');
    await settle('over');
    await settled(app);
    expect(told('over').map(({ event }) => event)).toEqual(['alert.raised', 'alert.settled']);
    expect(await find('over')).toMatchObject({ settledBy: 'system:a-test', settleReason: null });
    expect(await raise({ key: 'over' })).toBe(true);
    expect((await list({ kind: 'A_TEST' })).nodes.filter(({ key }: ResultOf) => key === 'over')).toHaveLength(
      2,
    );
  });

  it('is posted again until the webhook takes it; mails do not wait for that', async () => {
    await settled(app);
    receiver.statuses.push(500, 503);
    await raise({ key: 'stubborn' });
    await app.until('the mail', async () => (await mailsAbout('stubborn'))[0] ?? null);
    await app.until('the third try', async () => {
      await app.clock.advance(60_000);
      return told('stubborn').length >= 3 ? true : null;
    });
    expect(await mailsAbout('stubborn')).toHaveLength(1);
  });
});

it('that nobody can be told of is told to the log', async () => {
  const lines: string[] = [];
  const lonely = await startTestApp({ env: { LOG_LEVEL: 'error' }, writeLog: (line) => lines.push(line) });
  await lonely.sql("update users set roles = '[]'");
  await lonely.sql(
    `insert into staff_alerts (id, kind, key, severity, subject, raised_at, last_raised_at, announced_at, updated_at)
     values ('018f0000-0000-7000-8000-000000000001', 'A_TEST', 'lonely', 'CRITICAL', 'a', now(), now(), now(), now())`,
  );
  const { jobs, orm } = lonely.app;
  const announcement = { alertId: '018f0000-0000-7000-8000-000000000001', what: 'RAISED', nth: 1 };
  await jobs.send(orm.em.fork(), { name: 'alert.announce' }, announcement);
  await lonely.until('the line', async () => (lines.join().includes('alert_told_nobody') ? true : null));
  await lonely.close();
});

describe('staff', () => {
  it('say that they look at it; the first one stays, and it is in the audit log', async () => {
    await raise({ key: 'mine' });
    const { id } = await find('mine');
    expect(await change(`acknowledgeAlert(id: "${id}")`)).toMatchObject({ acknowledgedBy: support.email });
    expect(await change(`acknowledgeAlert(id: "${id}")`, admin)).toMatchObject({
      acknowledgedBy: support.email,
    });
    const entries = await app.sql("select actor_label from audit_log where action = 'acknowledgeAlert'");
    expect(entries).toEqual([{ actor_label: support.email }]);
  });

  it('settle it with a reason, once', async () => {
    await raise({ key: 'done' });
    const { id } = await find('done');
    await settled(app);
    expect(await expectUnchanged(app, () => change(`settleAlert(id: "${id}", reason: " x ")`))).toMatchObject(
      {
        code: 'INVALID_INPUT',
        errors: [{ path: 'reason', code: 'REASON_REQUIRED' }],
      },
    );
    expect(await change(`settleAlert(id: "${id}", reason: "the supplier is back")`)).toMatchObject({
      settledBy: support.email,
      settleReason: 'the supplier is back',
    });
    await settled(app);
    expect(told('done').map(({ event }) => event)).toEqual(['alert.raised', 'alert.settled']);
    for (const call of [`settleAlert(id: "${id}", reason: "again")`, `acknowledgeAlert(id: "${id}")`])
      expect(await expectUnchanged(app, () => change(call))).toMatchObject({ code: 'ALERT_SETTLED' });
    for (const unknown of ['nothing', '018f0000-0000-7000-8000-000000000000'])
      expect(await change(`acknowledgeAlert(id: "${unknown}")`)).toMatchObject({ code: 'ALERT_NOT_FOUND' });
    const [entry] = await app.sql(
      "select actor_label, reason, subject_id from audit_log where action = 'settleAlert'",
    );
    expect(entry).toEqual({ actor_label: support.email, reason: 'the supplier is back', subject_id: id });
  });

  it('list them by what they are, newest first, page by page', async () => {
    const open = await list({ isOpen: true });
    expect(open.nodes.every(({ settledAt }: ResultOf) => settledAt === null)).toBe(true);
    const closed = await list({ isOpen: false });
    expect(open.totalCount + closed.totalCount).toBe((await list()).totalCount);
    const ids = (await list()).nodes.map(({ id }: ResultOf) => id);
    expect(ids).toEqual([...ids].sort().reverse());
    const page = async (after: string | null) =>
      (
        await app.graphql(
          'query ($after: String) { alerts(first: 3, after: $after) { nodes { id } pageInfo { endCursor hasNextPage } } }',
          { after },
          { as: support },
        )
      ).data.alerts;
    const walked: string[] = [];
    for (let after: string | null = null, hasNext = true; hasNext; ) {
      const { nodes, pageInfo } = await page(after);
      walked.push(...nodes.map(({ id }: ResultOf) => id));
      after = pageInfo.endCursor;
      hasNext = pageInfo.hasNextPage;
    }
    expect(walked).toEqual(ids);
    expect((await list({ severity: 'CRITICAL' })).nodes.map(({ key }: ResultOf) => key)).toContain('first');
    expect((await list({ kind: 'SOMETHING_ELSE' })).totalCount).toBe(0);
  });

  it('see them without reloading, from any process, also what they missed while the line was down', async () => {
    const other = await app.another();
    const watching = live(other, 'subscription { staffAlerts { key count settledAt } }', {}, { as: support });
    const first = watching.next();
    await app.until('the first event', async () => {
      await raise({ key: 'seen' });
      return Promise.race([first, new Promise<null>((resolve) => setTimeout(resolve, 50, null))]);
    });
    expect((await first).data.staffAlerts.key).toBe('seen');
    await app.sql(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tribi-events' and datname = current_database()",
    );
    await settle('seen');
    const isOver = async () => (await watching.next()).data.staffAlerts.settledAt !== null;
    while (!(await isOver()));
    await watching.close();
    await other.close();
  });
});
