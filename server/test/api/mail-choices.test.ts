import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MailService } from '../../src/notifications/mail.service.ts';
import type { MailTopic } from '../../src/notifications/mail-topic.ts';
import { unsubscribeToken } from '../../src/notifications/unsubscribe-link.ts';
import { newId } from '../../src/platform/database/id.ts';
import { inTransaction } from '../../src/platform/database/transaction.ts';
import { Vault } from '../../src/platform/security/secrets.ts';
import { expectUnchanged, settled } from '../kit/census.ts';
import { buy, type Person, signIn } from '../kit/shopper.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

const secretKey = 'a secret key of more than thirty-two letters';
const vault = new Vault(secretKey);
let app: TestApp;
let person: Person;
let userId: string;
let order: ResultOf;
let mails: MailService;
beforeAll(async () => {
  app = await startTestApp({ env: { SECRET_KEY: secretKey } });
  person = await signIn(app, 'chooser@example.com');
  order = await buy(app, person);
  const [row] = await app.sql('select id from users where email = $1', [person.email]);
  userId = row.id;
  mails = new MailService({ jobs: app.app.jobs, vault });
});
afterAll(() => app.close());

const choicesQuery = '{ me { mailChoices { topic isWanted } } }';
const choices = async (as = person) =>
  (await app.graphql(choicesQuery, {}, { as })).data.me.mailChoices.map(
    ({ topic, isWanted }: ResultOf) => `${topic} ${isWanted}`,
  );
const choose = (topic: MailTopic, isWanted: boolean) =>
  app.graphql(
    'mutation ($choices: [MailChoiceInput!]!) { updateMailChoices(choices: $choices) { mailChoices { topic isWanted } } }',
    { choices: [{ topic, isWanted }] },
    { as: person },
  );
const post = (
  path: string,
  body = 'List-Unsubscribe=One-Click',
  type = 'application/x-www-form-urlencoded',
) => fetch(app.url + path, { method: 'POST', body, headers: { 'content-type': type } });
const token = (topic: MailTopic) => unsubscribeToken(vault, { userId, topic });

/** Asks for mails of these kinds about the order, and gives those that went out. */
async function sent(...kinds: ('EXPIRY_REMINDER' | 'TRIP_TIPS')[]): Promise<string[]> {
  const [row] = await app.sql('select id, now() as now from orders where number = $1', [order.number]);
  const before = (await app.mailsTo(person.email)).length;
  await inTransaction(app.app.orm.em.fork(), async (em) => {
    for (const kind of kinds) {
      const common = { recipient: { userId }, locale: 'en', orderId: row.id, dedupeKey: newId() };
      const payload = { expiresAt: '2027-03-01T00:00:00Z' };
      const request =
        kind === 'EXPIRY_REMINDER' ? { ...common, kind, payload } : ({ ...common, kind } as const);
      await mails.queue(em, request, row.now);
    }
  });
  await settled(app);
  const all = await app.mailsTo(person.email);
  return all.slice(0, all.length - before).map(({ subject }) => subject);
}

describe('mails that one can switch off', () => {
  it('are wanted until one says otherwise, and others are not told of', async () => {
    expect(await choices()).toEqual(['EXPIRY_REMINDERS true', 'TRIP_TIPS true']);
    expect(await sent('EXPIRY_REMINDER')).toEqual(['Your Spain eSIM runs out on March 1, 2027']);
    const { errors } = await expectUnchanged(app, () =>
      app.graphql('mutation { updateMailChoices(choices: [{ topic: TRIP_TIPS, isWanted: false }]) { id } }'),
    );
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  it('are each named once in a list', async () => {
    const twice = Array.from({ length: 2 }, () => ({ topic: 'TRIP_TIPS', isWanted: false }));
    const { errors } = await expectUnchanged(app, () =>
      app.graphql(
        'mutation ($choices: [MailChoiceInput!]!) { updateMailChoices(choices: $choices) { id } }',
        { choices: twice },
        { as: person },
      ),
    );
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'choices' });
  });

  it('do not go out once switched off, and do again; what is bought is always told of', async () => {
    await choose('TRIP_TIPS', false);
    expect(await choices()).toEqual(['EXPIRY_REMINDERS true', 'TRIP_TIPS false']);
    expect(await sent('TRIP_TIPS', 'EXPIRY_REMINDER')).toHaveLength(1);
    const [kept] = await app.sql("select sealed_payload, sent_at from mails where kind = 'TRIP_TIPS'");
    expect(kept).toEqual({ sealed_payload: null, sent_at: null });
    await choose('TRIP_TIPS', true);
    expect(await sent('TRIP_TIPS')).toEqual(['Before you leave: your Spain eSIM']);
    const [{ decided_by }] = await app.sql("select decided_by from mail_choices where topic = 'TRIP_TIPS'");
    expect(decided_by).toBe('ACCOUNT');
  });

  it('carry a link that ends them without signing in, in the mail and for mail programs', async () => {
    await sent('TRIP_TIPS');
    const [mail] = await app.mailsTo(person.email);
    expect(mail?.text).toContain(`/unsubscribe/${token('TRIP_TIPS')}`);
    expect(mail?.html).toContain(`/unsubscribe/${token('TRIP_TIPS')}`);
    const path = `/unsubscribe/${token('TRIP_TIPS')}`;
    for (const times of [1, 2]) expect((await post(path)).status, String(times)).toBe(200);
    expect(await choices()).toEqual(['EXPIRY_REMINDERS true', 'TRIP_TIPS false']);
    const form =
      '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n';
    const multipart = await post(
      `/es/unsubscribe/${token('EXPIRY_REMINDERS')}`,
      form,
      'multipart/form-data; boundary=x',
    );
    expect(multipart.status).toBe(200);
    expect(await choices()).toEqual(['EXPIRY_REMINDERS false', 'TRIP_TIPS false']);
    await choose('EXPIRY_REMINDERS', true);
  });

  it('are ended by links of ours only, and by no look at one', async () => {
    const good = token('EXPIRY_REMINDERS');
    const other = good.replace('EXPIRY_REMINDERS', 'TRIP_TIPS');
    const somebody = good.replace(userId, newId());
    for (const bad of [other, somebody, `${good}x`, good.slice(0, -1), 'x', '%00'])
      expect((await expectUnchanged(app, () => post(`/unsubscribe/${bad}`))).status, bad).toBe(400);
    expect((await expectUnchanged(app, () => post(`/unsubscribe/${good}`, 'hello'))).status).toBe(400);
    await expectUnchanged(app, () => fetch(`${app.url}/unsubscribe/${good}`));
    const unsubscribe = (given: string) =>
      app.graphql(
        'mutation ($t: String!) { unsubscribe(token: $t) { __typename ... on Unsubscribed { topic } ... on UserError { code } } }',
        { t: given },
      );
    expect((await expectUnchanged(app, () => unsubscribe(other))).data.unsubscribe).toEqual({
      __typename: 'LinkInvalid',
      code: 'LINK_INVALID',
    });
    expect((await unsubscribe(good)).data.unsubscribe).toEqual({
      __typename: 'Unsubscribed',
      topic: 'EXPIRY_REMINDERS',
    });
  });
});
