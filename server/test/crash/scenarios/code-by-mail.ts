import type { ResultOf } from '../../kit/shop-under-test.ts';
import type { CrashShop } from '../crash-shop.ts';

/** The code of the last mail, once every mail that was asked for is there: an older one may come late. */
export async function newestCode(shop: CrashShop, email: string): Promise<string> {
  return shop.until('the code', async () => {
    const [row] = await shop.sql(`select count(*)::int as unsent from mails where sent_at is null`);
    const [mail] = await shop.mailsTo(email);
    return row.unsent === 0 ? (/\b(\d{6})\b/.exec(mail?.text ?? '')?.[1] ?? null) : null;
  });
}

/** Asks until a code was sent: where there was one a moment ago, when the shop says that it may be asked again. */
export async function untilSent(
  shop: CrashShop,
  ask: () => Promise<ResultOf>,
  sent: 'SignInCodeSent' | 'CodeSent',
): Promise<void> {
  for (;;) {
    const answer = await ask();
    if (answer?.__typename === sent) return;
    if (answer?.__typename !== 'RateLimited') throw new Error(JSON.stringify(answer));
    await shop.advance(answer.retryAfterSeconds * 1000 + 1000);
  }
}
