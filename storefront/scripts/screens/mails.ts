import type { Page } from 'playwright-core';
import { mailsTo, photographer } from './running-shop.ts';

/** Mails by what their subject says, in either language. */
const kinds: ReadonlyArray<[what: string, subject: RegExp]> = [
  ['mail-code', /sign-in code|código para entrar/],
  ['mail-delivery', /ready|lista/],
  ['mail-review', /takes a little longer|tarda/],
  ['mail-refund', /We refunded|Te hemos reembolsado/],
];

/** The newest mail of each kind that somebody got. */
export async function mails(page: Page, name: string, email: string): Promise<void> {
  const shot = photographer(page, name);
  const all = await mailsTo(email);
  for (const [what, subject] of kinds) {
    const mail = all.find((each) => subject.test(each.subject));
    if (!mail)
      throw new Error(`There is no mail of ${what} among: ${all.map((each) => each.subject).join(', ')}`);
    await page.setContent(mail.html);
    await shot(what);
  }
}
