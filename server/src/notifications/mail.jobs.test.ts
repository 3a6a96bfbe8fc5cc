import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addMinutes } from '../platform/clock/clock.ts';
import {
  code,
  codeMail,
  facts,
  type MailFixture,
  orderMail,
  recipient,
  startMailFixture,
} from './mail.fixture.ts';

let fixture: MailFixture;
beforeAll(async () => {
  fixture = await startMailFixture();
});
beforeEach(() => fixture.clear());
afterAll(() => fixture.close());

describe('sending a mail', () => {
  it('sends the code, notes it, forgets the code, and never sends it again', async () => {
    await fixture.queue(codeMail());
    expect(await fixture.run()).toBe('SUCCESS');
    const { id } = await fixture.row();
    expect(fixture.received).toHaveLength(1);
    expect(fixture.received[0]?.text).toContain(code);
    expect(fixture.received[0]?.subject).toBe('Tu código para entrar en Tribi');
    expect(fixture.received[0]?.messageId).toBe(`<${id}@tribi.example>`);
    expect(await fixture.row()).toMatchObject({
      sentAt: fixture.now,
      messageId: `<${id}@tribi.example>`,
      sealedPayload: null,
    });
    expect(await fixture.run()).toBe('SKIPPED');
    expect(fixture.received).toHaveLength(1);
  });

  it('logs neither the code nor the address, when it works and when it fails', async () => {
    fixture.order = facts;
    await fixture.queue(codeMail());
    fixture.replies = [451];
    await fixture.run().catch((error: unknown) => fixture.log.warn({ error }, 'job_will_retry'));
    fixture.replies = [554];
    expect(await fixture.run()).toBe('FAILED');
    await fixture.orm.em.fork().execute('delete from mails');
    await fixture.queue(orderMail('ORDER_DELIVERED'));
    await fixture.run();
    expect(fixture.received).toHaveLength(1);
    expect(fixture.logged).toContain('mail_sent');
    expect(fixture.logged).toContain('mail_refused');
    expect(fixture.logged).not.toContain(code);
    expect(fixture.logged).not.toContain(recipient);
    expect(fixture.logged).not.toContain('SECRET-MATCHING-ID');
  });

  it('keeps everything for the next try when the server says later', async () => {
    await fixture.queue(codeMail());
    fixture.replies = [451];
    await expect(fixture.run()).rejects.toThrow(/451/);
    expect(await fixture.row()).toMatchObject({ sentAt: null });
    expect((await fixture.row()).sealedPayload).not.toBeNull();
    expect(await fixture.run()).toBe('SUCCESS');
    expect(fixture.received).toHaveLength(1);
  });

  it('gives up at once, and forgets the code, when the server will never take it', async () => {
    await fixture.queue(codeMail());
    fixture.replies = [550];
    expect(await fixture.run()).toBe('FAILED');
    expect(await fixture.row()).toMatchObject({ sentAt: null, sealedPayload: null });
    expect(fixture.received).toEqual([]);
  });

  it('does not send a code that opens nothing any more', async () => {
    await fixture.queue(codeMail());
    fixture.now = addMinutes(fixture.now, 10);
    expect(await fixture.run()).toBe('SKIPPED');
    expect(await fixture.row()).toMatchObject({ sentAt: null, sealedPayload: null });
    expect(fixture.received).toEqual([]);
  });

  it('calls for a person where a code failed for as long as it opened something', async () => {
    await fixture.queue(codeMail());
    fixture.now = addMinutes(fixture.now, 10);
    expect(await fixture.run(8)).toBe('FAILED');
    expect(await fixture.row()).toMatchObject({ sentAt: null, sealedPayload: null });
  });

  it('reads the order when it sends, in the language of the mail', async () => {
    await fixture.queue(orderMail('ORDER_DELIVERED'));
    fixture.order = facts;
    expect(await fixture.run()).toBe('SUCCESS');
    expect(fixture.readIn).toEqual(['es']);
    expect(fixture.received[0]?.subject).toBe('Tu eSIM de España está lista');
    expect(fixture.received[0]?.attachments.map(({ filename }) => filename)).toEqual(['esim-1.png']);
    expect(fixture.received[0]?.text).toContain('LPA:1$smdp.supplier.example$SECRET-MATCHING-ID');
    expect(fixture.received[0]?.text).toContain('Entorno de prueba');
  });

  it.each([
    ['the order is not there', null],
    ['no eSIM is ready', { ...facts, esims: [] }],
  ])('tells a person when %s', async (_name, found) => {
    fixture.order = found;
    await fixture.queue(orderMail('ORDER_DELIVERED'));
    expect(await fixture.run()).toBe('FAILED');
    expect(fixture.received).toEqual([]);
    expect((await fixture.row()).sentAt).toBeNull();
  });

  it('leaves unsent what has been taken back since', async () => {
    fixture.order = { ...facts, esims: [], revoked: 1 };
    await fixture.queue(orderMail('ORDER_DELIVERED'));
    expect(await fixture.run()).toBe('SKIPPED');
    expect(fixture.received).toEqual([]);
  });

  describe('that was held', () => {
    it('is passed over where all it tells was taken back, and those behind it go out', async () => {
      fixture.order = { ...facts, esims: [], revoked: 1 };
      await fixture.queue(orderMail('ORDER_DELIVERED'));
      await fixture.queue(codeMail());
      await fixture.hold();
      expect(await fixture.release()).toBe('SUCCESS');
      expect(fixture.received.map(({ text }) => text?.includes(code))).toEqual([true]);
      expect((await fixture.rows()).map(({ heldAt }) => heldAt)).toEqual([null, null]);
      expect(await fixture.releasesAsked()).toBe(0);
    });

    it('is given back to its own job where it fails, with all it needs to fail there', async () => {
      await fixture.queue(codeMail());
      await fixture.hold();
      await fixture.orm.em.fork().execute('delete from pgboss.job');
      fixture.replies = [550];
      expect(await fixture.release()).toBe('SUCCESS');
      expect((await fixture.queuedJobs()).map(({ state }) => state)).toEqual(['created']);
      expect(await fixture.row()).toMatchObject({ heldAt: null, sealedPayload: expect.any(String) });
      fixture.replies = [550];
      expect(await fixture.run()).toBe('FAILED');
      expect((await fixture.row()).sealedPayload).toBeNull();
    });

    it('is left to another run where this one takes too long', async () => {
      await fixture.queue({ ...codeMail('1'), recipient: 'first@example.com' });
      await fixture.queue({ ...codeMail('2'), recipient: 'second@example.com' });
      await fixture.hold();
      const started = fixture.now;
      const slow = { now: () => (fixture.received.length > 0 ? addMinutes(started, 11) : started) };
      expect(await fixture.release({ ...fixture.context(), clock: slow })).toBe('SUCCESS');
      expect(fixture.received).toHaveLength(1);
      expect(await fixture.releasesAsked()).toBe(1);
    });
  });

  // Last: from here on the queue is worked on.
  it('goes through the queue once, past a server that is busy at first', async () => {
    fixture.replies = [451];
    await Promise.all(Array.from({ length: 3 }, () => fixture.queue(codeMail())));
    await fixture.jobs.work();
    await expect
      .poll(async () => (await fixture.queuedJobs()).map(({ state }) => state), { timeout: 60_000 })
      .toEqual(['completed']);
    expect(fixture.replies).toEqual([]);
    expect(fixture.received).toHaveLength(1);
  }, 70_000);
});
