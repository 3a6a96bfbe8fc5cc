import { sql } from 'kysely';
import { newId } from '../platform/database/id.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { assertInTransaction } from '../platform/database/transaction.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';
import type { Vault } from '../platform/security/secrets.ts';
import { mailJobName } from './mail.jobs.ts';
import type { MailRequest } from './mail-request.ts';
import { isNobody } from './nobody.ts';

interface MailServiceOptions {
  jobs: Pick<Jobs, 'send'>;
  vault: Pick<Vault, 'seal'>;
}

/** Where the rest of the shop asks for mails. */
export class MailService {
  readonly #jobs: Pick<Jobs, 'send'>;
  readonly #vault: Pick<Vault, 'seal'>;

  constructor({ jobs, vault }: MailServiceOptions) {
    this.#jobs = jobs;
    this.#vault = vault;
  }

  /**
   * Asks for a mail within the caller's transaction: it is sent if and when that commits, and once for its
   * `dedupeKey` however often it is asked for. Nobody is written to who has left. Takes no locks.
   * @returns whether this call made the mail
   * @throws outside a transaction
   */
  async queue(em: EntityManager, request: MailRequest, now: Date): Promise<boolean> {
    assertInTransaction(em);
    const id = newId();
    const payload =
      'payload' in request && request.payload ? this.#vault.seal(JSON.stringify(request.payload)) : null;
    const orderId = 'orderId' in request ? (request.orderId ?? null) : null;
    const { kind, locale, dedupeKey } = request;
    const made = await sql<{ id: string }>`
      insert into mails (id, kind, recipient, user_id, locale, dedupe_key, order_id, sealed_payload, created_at)
      select ${id}, ${kind}, reader.email, reader.id, ${locale}, ${dedupeKey}, ${orderId}::uuid, ${payload}::text,
        ${now}::timestamptz
      from (${readerOf(request)}) as reader
      on conflict (dedupe_key) do nothing
      returning id`.execute(em.getKysely());
    if (made.rows.length === 0) return false;
    await this.#jobs.send(em, { name: mailJobName }, { mailId: id }, { id });
    return true;
  }

  /**
   * Asks for a mail that went out before once more, as a mail of its own; twice within one minute is one.
   * @returns whether this call made the mail
   */
  async resend(em: EntityManager, request: MailRequest, now: Date): Promise<boolean> {
    const dedupeKey = `${request.dedupeKey}:again:${now.toISOString().slice(0, 16)}`;
    return await this.queue(em, { ...request, dedupeKey }, now);
  }
}

const readerOf = ({ recipient }: MailRequest) =>
  typeof recipient === 'string'
    ? sql`select ${recipient}::text as email, null::uuid as id where ${!isNobody(recipient)}::boolean`
    : sql`select email, id from users where id = ${recipient.userId} and deleted_at is null`;
