import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addMinutes } from '../platform/clock/clock.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import { code, codeMail, type MailFixture, startMailFixture } from './mail.fixture.ts';

let fixture: MailFixture;
beforeAll(async () => {
  fixture = await startMailFixture();
});
beforeEach(() => fixture.clear());
afterAll(() => fixture.close());

describe('asking for a mail', () => {
  it('makes one mail and one job for one key, however often and at once it is asked', async () => {
    const asked = await Promise.all(Array.from({ length: 8 }, () => fixture.queue(codeMail())));
    expect(asked.filter(Boolean)).toHaveLength(1);
    expect(await fixture.rows()).toHaveLength(1);
    expect((await fixture.queuedJobs()).map(({ id }) => id)).toEqual([(await fixture.row()).id]);
  });

  it('makes neither when the transaction fails', async () => {
    const failing = inTransaction(fixture.orm.em, async (em) => {
      await fixture.mails.queue(em, codeMail(), fixture.now);
      throw new Error('something else went wrong');
    });
    await expect(failing).rejects.toThrow('something else went wrong');
    expect(await fixture.rows()).toEqual([]);
    expect(await fixture.queuedJobs()).toEqual([]);
  });

  it('refuses outside a transaction', async () => {
    await expect(fixture.mails.queue(fixture.orm.em.fork(), codeMail(), fixture.now)).rejects.toThrow(
      /inside a transaction/,
    );
    expect(await fixture.rows()).toEqual([]);
  });

  it('keeps the code sealed', async () => {
    await fixture.queue(codeMail());
    expect((await fixture.row()).sealedPayload).not.toBeNull();
    expect(JSON.stringify(await fixture.row())).not.toContain(code);
  });

  it('sends again as a mail of its own, once a minute', async () => {
    await fixture.queue(codeMail());
    const again = () =>
      inTransaction(fixture.orm.em, (em) => fixture.mails.resend(em, codeMail(), fixture.now));
    expect([await again(), await again()]).toEqual([true, false]);
    fixture.now = addMinutes(fixture.now, 1);
    expect(await again()).toBe(true);
    expect(await fixture.rows()).toHaveLength(3);
  });
});
