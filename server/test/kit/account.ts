import type { ResultOf, ShopUnderTest } from './shop-under-test.ts';
import type { Person } from './shopper.ts';

/** The code of the newest mail to an address whose subject fits, newer than the ones there were. */
export async function codeBySubject(
  app: ShopUnderTest,
  email: string,
  subject: RegExp,
  after = 0,
): Promise<string> {
  return app.until(`a code for ${email}`, async () => {
    const mails = (await app.mailsTo(email)).filter((mail) => subject.test(mail.subject));
    return mails.length > after ? (/\b(\d{6})\b/.exec(mails[0]?.text ?? '')?.[1] ?? null) : null;
  });
}

export const changeSubject = /new address|nueva dirección/;
export const deletionSubject = /delete your account|eliminar tu cuenta/;

export async function requestChange(app: ShopUnderTest, as: Person, email: string): Promise<ResultOf> {
  const { data, errors } = await app.graphql(
    `mutation ($email: String!) { requestEmailChange(email: $email) {
      __typename ... on UserError { code message } ... on CodeSent { email expiresAt resendAt }
      ... on RateLimited { retryAfterSeconds } ... on InvalidInput { errors { path code } } } }`,
    { email },
    { as },
  );
  return data?.requestEmailChange ?? errors;
}

export async function confirmChange(
  app: Pick<ShopUnderTest, 'graphql'>,
  as: Person,
  email: string,
  code: string,
): Promise<ResultOf> {
  const { data, errors } = await app.graphql(
    `mutation ($email: String!, $code: String!) { confirmEmailChange(email: $email, code: $code) {
      __typename ... on UserError { code message } ... on InvalidCode { attemptsLeft }
      ... on CodeLocked { requestAgainAt } ... on EmailChanged { objectBy user { email } } } }`,
    { email, code },
    { as },
  );
  return data?.confirmEmailChange ?? errors;
}

export async function requestDeletion(app: ShopUnderTest, as: Person): Promise<ResultOf> {
  const { data, errors } = await app.graphql(
    `mutation { requestAccountDeletion { __typename ... on UserError { code message }
      ... on AccountNotDeletable { orderNumbers } } }`,
    {},
    { as },
  );
  return data?.requestAccountDeletion ?? errors;
}

export async function deleteAccount(
  app: Pick<ShopUnderTest, 'graphql'>,
  as: Person,
  code: string,
): Promise<ResultOf> {
  const { data, errors } = await app.graphql(
    `mutation ($code: String!) { deleteAccount(code: $code) { __typename ... on UserError { code message }
      ... on AccountNotDeletable { orderNumbers } ... on InvalidCode { attemptsLeft } } }`,
    { code },
    { as },
  );
  return data?.deleteAccount ?? errors;
}

/** Asks for the code that deletes an account and reads it from the mailbox. */
export async function deletionCode(app: ShopUnderTest, as: Person): Promise<string> {
  const before = (await app.mailsTo(as.email)).filter(({ subject }) => deletionSubject.test(subject)).length;
  const asked = await requestDeletion(app, as);
  if (asked.__typename !== 'CodeSent') throw new Error(JSON.stringify(asked));
  return codeBySubject(app, as.email, deletionSubject, before);
}
