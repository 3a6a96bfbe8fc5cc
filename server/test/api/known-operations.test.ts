import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { live } from '../kit/socket.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

const storefront: Record<string, string> = JSON.parse(
  readFileSync(fileURLToPath(new URL('../../../schema/operations/storefront.json', import.meta.url)), 'utf8'),
);
const hash = Object.keys(storefront).find((each) => storefront[each]?.startsWith('query Shop(')) ?? '';
const text = storefront[hash] ?? '';
const variables = { locale: 'en' };

let open: TestApp;
let closed: Awaited<ReturnType<TestApp['another']>>;
beforeAll(async () => {
  open = await startTestApp({ work: false });
  closed = await open.another({ PERSISTED_ONLY: 'true' }, { work: false });
});
afterAll(async () => {
  await closed.close();
  await open.close();
});

async function ask(shop: { url: string }, body: object) {
  const response = await fetch(`${shop.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer: ResultOf = await response.json();
  return { ...answer, status: response.status };
}

const byHash = (sha256Hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash } } });

describe('an operation of our apps', () => {
  it('is known by the hash of its text', () => {
    for (const [each, operation] of Object.entries(storefront))
      expect(createHash('sha256').update(operation).digest('hex')).toBe(each);
  });

  it('is answered for its hash alone, and for its text', async () => {
    for (const shop of [open, closed]) {
      expect((await ask(shop, { ...byHash(hash), variables })).data.shop.name).toBe('Tribi');
      expect((await ask(shop, { query: text, variables })).data.shop.name).toBe('Tribi');
    }
  });
});

describe('any other document', () => {
  const other = '{ shop { name } }';

  it('is answered where the shop is open to all, and refused where it is not', async () => {
    expect((await ask(open, { query: other })).data.shop.name).toBe('Tribi');
    const refused = await ask(closed, { query: other });
    expect([refused.status, refused.errors[0].extensions.code, refused.data]).toEqual([
      403,
      'PERSISTED_ONLY',
      undefined,
    ]);
  });

  it('is not let in by a hash of ours, nor by one of its own', async () => {
    const disguised = await ask(closed, { query: other, ...byHash(hash) });
    expect(disguised.errors[0].extensions.code).toBe('PERSISTED_ONLY');
    expect((await ask(open, { query: other, ...byHash(hash) })).errors[0].extensions.code).toBe(
      'BAD_REQUEST',
    );
    const own = createHash('sha256').update(other).digest('hex');
    for (let time = 0; time < 2; time += 1)
      expect((await ask(closed, { query: other, ...byHash(own) })).errors[0].extensions.code).toBe(
        'PERSISTED_ONLY',
      );
    expect((await ask(closed, byHash(own))).errors[0].extensions.code).toBe('PERSISTED_QUERY_NOT_FOUND');
  });

  it('is refused on a socket too', async () => {
    const query = 'subscription { orderUpdated(number: "TRB-AAAAAA") { number } }';
    const subscription = live(closed, query);
    await expect(subscription.next()).rejects.toMatchObject([{ extensions: { code: 'PERSISTED_ONLY' } }]);
    await subscription.close();
  });

  it('may not be a mutation, nor a look at the schema', async () => {
    for (const query of [
      'mutation { requestSignInCode(email: "a@example.com") { __typename } }',
      '{ __schema { types { name } } }',
    ])
      expect((await ask(closed, { query })).errors[0].extensions.code).toBe('PERSISTED_ONLY');
    expect(await open.sql('select id from sign_in_codes')).toEqual([]);
  });
});
