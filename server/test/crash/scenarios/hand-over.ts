import { hashToken } from '../../../src/platform/security/secrets.ts';
import type { ResultOf } from '../../kit/shop-under-test.ts';
import type { CrashShop } from '../crash-shop.ts';
import { scenario } from '../scenario.ts';
import { completed, orderProblems } from './purchase.ts';
import { sell } from './refund.ts';

interface Links {
  esimId: string;
  /** Of the first link, which somebody has who shall not travel after all. */
  old: string;
  /** What the companion has been sent; null until the buyer has seen it. */
  sent: string | null;
}

async function makeLink(shop: CrashShop, esimId: string, companion: string): Promise<string> {
  const { data, errors } = await shop.graphql(
    `mutation ($id: ID!, $companion: String!) {
      shareEsim(id: $id, companion: $companion) { __typename ... on EsimShared { url } } }`,
    { id: esimId, companion },
    { as: shop.people.buyer },
  );
  const token = data?.shareEsim.url?.split('/shared/')[1];
  if (typeof token !== 'string') throw new Error(JSON.stringify(errors ?? data));
  return token;
}

/** Ends the first link where the page still shows it. One whose making was never answered is shown under the new name. */
async function endOldLink(shop: CrashShop, esimId: string): Promise<void> {
  const { data, errors } = await shop.graphql(
    '{ me { esims { nodes { share { companion } } } } }',
    {},
    { as: shop.people.buyer },
  );
  if (!data) throw new Error(JSON.stringify(errors));
  if (data.me.esims.nodes[0].share?.companion !== 'Bo') return;
  const ended = await shop.graphql(
    'mutation ($id: ID!) { withdrawEsimShare(id: $id) { __typename } }',
    { id: esimId },
    { as: shop.people.buyer },
  );
  if (ended.data?.withdrawEsimShare.__typename !== 'Esim') throw new Error(JSON.stringify(ended));
}

const look = async (shop: CrashShop, token: string): Promise<ResultOf> =>
  (
    await shop.graphql(
      'query ($token: String!) { sharedEsim(token: $token) { __typename ... on SharedEsim { companion } ... on UserError { code } } }',
      { token },
    )
  ).data?.sharedEsim;

const open = async (shop: CrashShop, token: string): Promise<ResultOf> =>
  (
    await shop.graphql(
      `mutation ($token: String!) { openSharedEsim(token: $token) { __typename
        ... on OpenedSharedEsim { activationCode } ... on UserError { code } } }`,
      { token },
    )
  ).data?.openSharedEsim;

/** A buyer takes a link back and sends another one to a companion, who opens it. */
export const handOver = scenario<Links>({
  name: 'hand-over',
  async setUp(shop) {
    await sell(shop);
    const [{ id }] = await shop.sql('select id from esims');
    return { esimId: id, old: await makeLink(shop, id, 'Bo'), sent: null };
  },
  async act(shop, links) {
    // A link that was seen has been sent on, and is not made again. One that was never seen can be told by nobody.
    if (links.sent === null) {
      await endOldLink(shop, links.esimId);
      links.sent = await makeLink(shop, links.esimId, 'Ana');
    }
    const seen = await look(shop, links.sent);
    if (seen?.companion !== 'Ana') throw new Error(`The companion sees ${JSON.stringify(seen)}`);
    const opened = await open(shop, links.sent);
    if (opened?.__typename !== 'OpenedSharedEsim')
      throw new Error(`The companion finds ${JSON.stringify(opened)}`);
  },
  async problems(shop, { old, sent }) {
    const problems = await orderProblems(shop, completed);
    const live = await shop.sql(
      'select token_hash as hash, companion, opened_at is not null as "isOpened" from esim_shares where withdrawn_at is null',
    );
    const wanted = [{ hash: hashToken(sent ?? ''), companion: 'Ana', isOpened: true }];
    if (JSON.stringify(live) !== JSON.stringify(wanted))
      problems.push(`the links that open are ${JSON.stringify(live)}`);
    const [told] = await shop.sql(
      `select (select count(*)::int from esim_shares where opened_at is not null) as opened,
         (select count(*)::int from esim_shares) - count(*) filter (where to_state = 'MADE')::int as untold,
         count(*) filter (where to_state = 'OPENED')::int as "openedTold",
         count(*) filter (where to_state = 'WITHDRAWN')::int as "withdrawnTold"
       from order_events where type = 'esim-share'`,
    );
    if (JSON.stringify(told) !== '{"opened":1,"untold":0,"openedTold":1,"withdrawnTold":1}')
      problems.push(`the history of the links is ${JSON.stringify(told)}`);
    const esims = await shop.sql(
      `select e.activation_code as code, u.email, e.status, e.code_out_at is not null as "isOut"
       from esims e join users u on u.id = e.user_id`,
    );
    const again = await open(shop, sent ?? '');
    const [esim] = esims;
    // It stays its buyer's: see docs/decisions/0025.
    if (
      esims.length !== 1 ||
      esim.email !== shop.people.buyer.email ||
      esim.status !== 'READY' ||
      !esim.isOut ||
      again?.activationCode !== esim.code
    )
      problems.push(`the eSIM is ${JSON.stringify(esims)}, and its link opens ${JSON.stringify(again)}`);
    for (const answer of [await look(shop, old), await open(shop, old)])
      if (answer?.code !== 'SHARE_OVER')
        problems.push(`the link that was taken back gives ${JSON.stringify(answer)}`);
    return problems;
  },
});
