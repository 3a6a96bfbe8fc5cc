import { deleteAccount, deletionSubject, requestDeletion } from '../../kit/account.ts';
import { atRest } from '../../kit/oracle.ts';
import type { ResultOf } from '../../kit/shop-under-test.ts';
import type { CrashShop } from '../crash-shop.ts';
import { scenario } from '../scenario.ts';
import { newestCode, untilSent } from './code-by-mail.ts';
import { completed, orderProblems } from './purchase.ts';
import { sell } from './refund.ts';

const names = { own: 'Zenobia Quux', esim: 'Xanadu phone', companion: 'Wenzeslas' };

interface Kept {
  userId: string;
  /** What the books, the order and its history say, as text. */
  records: string;
}

/** What must be the same after somebody has left as it was before. */
async function readRecords(shop: CrashShop): Promise<string> {
  const [{ text }] = await shop.sql(
    `select jsonb_build_object(
       'orders', (select jsonb_agg(to_jsonb(o) order by o.id) from orders o),
       'history', (select jsonb_agg(to_jsonb(h) order by h.id) from order_events h),
       'payments', (select jsonb_agg(to_jsonb(p) order by p.id) from payments p),
       'books', (select jsonb_agg(to_jsonb(l) order by l.entry_id, l.account) from ledger_lines l join ledger_entries e on e.id = l.entry_id
         where e.order_id is not null and e.kind = 'PAYMENT'),
       'esims', (select jsonb_agg(to_jsonb(e) - 'name' order by e.id) from esims e))::text as text`,
  );
  return text;
}

/** Somebody whose name stands in every place where people write one: the account, an eSIM, a link, their choices. */
async function settleIn(shop: CrashShop): Promise<Kept> {
  const { buyer } = shop.people;
  await sell(shop);
  const [{ esimId, userId }] = await shop.sql(`select id as "esimId", user_id as "userId" from esims`);
  const { data, errors } = await shop.graphql(
    `mutation ($own: String!, $esim: String!, $companion: String!, $id: ID!) {
      updateProfile(input: { name: $own }) { __typename }
      renameEsim(id: $id, name: $esim) { __typename }
      shareEsim(id: $id, companion: $companion) { __typename }
      updateMailChoices(choices: [{ topic: TRIP_TIPS, isWanted: false }]) { id } }`,
    { ...names, id: esimId },
    { as: buyer },
  );
  if (data?.shareEsim.__typename !== 'EsimShared') throw new Error(JSON.stringify(errors ?? data));
  // Stripe's own account of the payment names its payer too: it is there before they go.
  await atRest(shop);
  return { userId, records: await readRecords(shop) };
}

const isSignedIn = async (shop: CrashShop): Promise<boolean> =>
  (await shop.graphql('{ me { id } }', {}, { as: shop.people.buyer })).data?.me != null;

/** Every row of any table, the job runner's too, that still has one of these words. */
async function rowsThatName(shop: CrashShop, words: readonly string[]): Promise<string[]> {
  const tables = await shop.sql(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_schema in ('public', 'pgboss') and table_type = 'BASE TABLE'`,
  );
  const looks = tables.map(
    ({ name }: ResultOf) => `select '${name}' as name, t::text as line from ${name} t where t::text ~* $1`,
  );
  const rows = await shop.sql(looks.join(' union all '), [
    words.map((word) => word.replaceAll('.', '\\.')).join('|'),
  ]);
  return rows.map(({ name, line }: ResultOf) => `${name} still names who left: ${line.slice(0, 300)}`);
}

/** Who has bought goes for good: asks for the code that deletes the account, and types it. */
export const leaving = scenario({
  name: 'leaving',
  setUp: settleIn,
  async act(shop) {
    const { buyer } = shop.people;
    // Whose session is gone has left: the page says so, and there is nothing more to do.
    for (let tries = 1; tries <= 3 && (await isSignedIn(shop)); tries += 1) {
      await untilSent(shop, () => requestDeletion(shop, buyer), 'CodeSent');
      await deleteAccount(shop, buyer, await newestCode(shop, buyer.email));
    }
    if (await isSignedIn(shop)) throw new Error('Nobody could leave');
    await shop.until('the last mail', async () => {
      const mails = await shop.mailsTo(buyer.email);
      return mails.find(({ subject }) => /is deleted/.test(subject)) ?? null;
    });
  },
  async problems(shop, { userId, records }) {
    const { email } = shop.people.buyer;
    const problems = [
      ...(await rowsThatName(shop, [email, ...Object.values(names)])),
      ...(await orderProblems(shop, completed)),
    ];
    if ((await readRecords(shop)) !== records) problems.push('orders, books or eSIMs are not what they were');
    const [left] = await shop.sql(
      `select email, name, roles::text, deleted_at is not null as "hasLeft",
         (select count(*)::int from sessions where user_id = $1) as sessions,
         (select count(*)::int from account_codes where user_id = $1) as codes,
         (select count(*)::int from mail_choices where user_id = $1) as choices,
         (select count(*)::int from esim_shares) as links,
         (select count(*)::int from mails where dedupe_key = 'account-deleted:' || $1) as farewells
       from users where id = $1::uuid`,
      [userId],
    );
    const expected = {
      email: `${userId}@deleted.invalid`,
      name: null,
      roles: '[]',
      hasLeft: true,
      sessions: 0,
      codes: 0,
      choices: 0,
      links: 0,
      farewells: 1,
    };
    if (JSON.stringify(left) !== JSON.stringify(expected))
      problems.push(`of who left there is ${JSON.stringify(left)}`);
    const mails = await shop.mailsTo(email);
    const farewells = new Set(
      mails.filter(({ subject }) => /is deleted/.test(subject)).map((mail) => mail.messageId),
    );
    if (farewells.size !== 1) problems.push(`${farewells.size} last mails reached who left`);
    // No code is mailed to who has no account any more.
    const [last] = mails;
    if (last && deletionSubject.test(last.subject)) problems.push('a code came after the last mail');
    return problems;
  },
});
