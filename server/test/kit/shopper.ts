import type { ResultOf, ShopUnderTest } from './shop-under-test.ts';

export interface Person {
  email: string;
  token: string;
}

/** Reads the newest mailed code of an address, as a person would. */
export async function mailedCode(app: ShopUnderTest, email: string, after = 0): Promise<string> {
  return app.until(`a code for ${email}`, async () => {
    const mails = await app.mailsTo(email);
    const codes = mails.flatMap((mail) => /\b(\d{6})\b/.exec(mail.text)?.[1] ?? []);
    return codes.length > after ? (codes[0] ?? null) : null;
  });
}

/** Signs in by mailed code and gives the bearer token. */
export async function signIn(app: ShopUnderTest, email: string): Promise<Person> {
  const before = (await app.mailsTo(email)).filter((mail) => /\b\d{6}\b/.test(mail.text)).length;
  const asked = await app.graphql(
    `mutation ($email: String!) { requestSignInCode(email: $email) { __typename ... on UserError { code } } }`,
    { email },
  );
  if (asked.data?.requestSignInCode.__typename !== 'SignInCodeSent') throw new Error(JSON.stringify(asked));
  const code = await mailedCode(app, email, before);
  const signedIn = await app.graphql(
    `mutation ($email: String!, $code: String!) {
      signIn(email: $email, code: $code, transport: BEARER) { __typename ... on SignedIn { token } ... on UserError { code } }
    }`,
    { email, code },
  );
  const token: unknown = signedIn.data?.signIn.token;
  if (typeof token !== 'string') throw new Error(JSON.stringify(signedIn));
  return { email, token };
}

export interface PlanFacts {
  id: string;
  slug: string;
  amount: number;
}

export async function planBySlug(app: ShopUnderTest, slug: string, currency = 'USD'): Promise<PlanFacts> {
  const { data } = await app.graphql(
    `query ($slug: String!, $currency: String) { plan(slug: $slug) { id slug price(currency: $currency) { amount } } }`,
    { slug, currency },
  );
  return { id: data?.plan.id, slug, amount: data?.plan.price.amount };
}

export const checkoutMutation = /* GraphQL */ `
  mutation ($input: CheckoutInput!) {
    checkout(input: $input) {
      __typename
      ... on CheckoutStarted {
        order { id number status paymentStatus fulfillmentStatus quantity total { amount currency } expiresAt isPayable }
        payment { paymentIntentId clientSecret publishableKey apiBase }
      }
      ... on UserError { code message }
      ... on PriceChanged { newTotal { amount currency } }
      ... on PlanUnavailable { alternatives { slug availability } }
      ... on InvalidInput { errors { path code message } }
      ... on RateLimited { retryAfterSeconds }
    }
  }
`;

export interface CheckoutOptions {
  slug?: string;
  quantity?: number;
  currency?: string;
  key?: string;
  /** Another total than the shop's. */
  expected?: number;
  consentVersion?: string;
}

let serial = 0;

export async function checkout(
  app: ShopUnderTest,
  person: Person,
  options: CheckoutOptions = {},
): Promise<ResultOf> {
  const { slug = 'spain-3gb-30d', quantity = 1, currency = 'USD', expected } = options;
  serial += 1;
  const key = options.key ?? `key-${Date.now()}-${serial}`;
  const plan = await planBySlug(app, slug, currency);
  const amount = expected ?? plan.amount * quantity;
  const { consentVersion } = options;
  const expectedTotal = { amount, currency };
  const input = { planId: plan.id, quantity, expectedTotal, idempotencyKey: key, consentVersion };
  const { data, errors } = await app.graphql(checkoutMutation, { input }, { as: person });
  if (!data) throw new Error(JSON.stringify(errors));
  return data.checkout;
}

export interface StripePayment {
  paymentIntentId: string;
  clientSecret: string;
  publishableKey: string;
  apiBase: string;
}

/** Pays as the browser does: by publishable key and client secret. Gives Stripe's answer. */
export async function payByCard(payment: StripePayment, number = '4242424242424242'): Promise<ResultOf> {
  const response = await fetch(`${payment.apiBase}/v1/payment_intents/${payment.paymentIntentId}/confirm`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${payment.publishableKey}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({
      client_secret: payment.clientSecret,
      return_url: 'http://localhost/return',
      'payment_method_data[type]': 'card',
      'payment_method_data[card][number]': number,
      'payment_method_data[card][exp_month]': '12',
      'payment_method_data[card][exp_year]': '2040',
      'payment_method_data[card][cvc]': '123',
    }),
  });
  return (await response.json()) as ResultOf;
}

export const orderFields = /* GraphQL */ `
  number status paymentStatus fulfillmentStatus holds quantity isPayable isCancellable
  total { amount currency }
  payments { status failureCode failureMessage amount { amount currency } refunded { amount } }
  esims { id status iccid activationCode smdpAddress matchingId qrCode installLinks { ios android } }
`;

export async function ownOrder(app: ShopUnderTest, person: Person, number: string): Promise<ResultOf> {
  const { data, errors } = await app.graphql(
    `query ($number: String!) { me { order(number: $number) { ${orderFields} } } }`,
    { number },
    { as: person },
  );
  if (!data) throw new Error(JSON.stringify(errors));
  return data.me.order;
}

/** Buys a plan all the way to delivered eSIMs and gives the order. */
export async function buy(
  app: ShopUnderTest,
  person: Person,
  options: CheckoutOptions = {},
): Promise<ResultOf> {
  const started = await checkout(app, person, options);
  if (started.__typename !== 'CheckoutStarted') throw new Error(JSON.stringify(started));
  await payByCard(started.payment);
  return app.until(`order ${started.order.number} to be delivered`, async () => {
    const order = await ownOrder(app, person, started.order.number);
    return order.fulfillmentStatus === 'FULFILLED' ? order : null;
  });
}
