import type { Pool } from 'pg';

interface NewMail {
  readonly to: readonly string[];
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** As the sender wrote it, with its brackets. */
  readonly messageId: string;
  readonly sentAt: Date;
}

export interface StoredMail {
  readonly id: string;
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** As the sender wrote it, with its brackets. */
  readonly messageId: string;
  readonly sentAt: Date;
}

export type MailHeading = Pick<StoredMail, 'id' | 'to' | 'from' | 'subject' | 'sentAt'>;

/** How many mails are kept over a restart. */
const keptMails = 5_000;
const maxListed = 100;

/** The mails that were sent, one row per recipient. Addresses are kept in small letters. */
export class MailStore {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  async add(mail: NewMail): Promise<void> {
    await this.#pool.query({
      name: 'sandbox-mail-add',
      text: `insert into sandbox.mail (to_address, from_address, subject, text, html, message_id, sent_at)
             select lower(address), $2, $3, $4, $5, $6, $7 from unnest($1::text[]) as address`,
      values: [mail.to, mail.from, mail.subject, mail.text, mail.html, mail.messageId, mail.sentAt],
    });
  }

  /** Newest first, at most 100. */
  async list(to: string | null): Promise<StoredMail[]> {
    const { rows } = await this.#pool.query<StoredMail>(
      `select ${headingColumns}, text, html from sandbox.mail where ${isTo} order by sandbox.mail.id desc limit ${maxListed}`,
      [addressOf(to)],
    );
    return rows;
  }

  /** As {@link list}, without the bodies. */
  async headings(to: string | null): Promise<MailHeading[]> {
    const { rows } = await this.#pool.query<MailHeading>(
      `select ${headingColumns} from sandbox.mail where ${isTo} order by sandbox.mail.id desc limit ${maxListed}`,
      [addressOf(to)],
    );
    return rows;
  }

  async find(id: string): Promise<StoredMail | null> {
    if (!/^\d{1,15}$/.test(id)) return null;
    const text = `select ${headingColumns}, text, html from sandbox.mail where id = $1`;
    const { rows } = await this.#pool.query<StoredMail>(text, [id]);
    return rows[0] ?? null;
  }

  async count(): Promise<number> {
    const { rows } = await this.#pool.query<{ n: number }>('select count(*)::int as n from sandbox.mail');
    return rows[0]?.n ?? 0;
  }

  async forgetOld(): Promise<void> {
    const oldest = 'select id from sandbox.mail order by id desc offset $1 limit 1';
    await this.#pool.query(`delete from sandbox.mail where id <= (${oldest})`, [keptMails]);
  }

  async reset(): Promise<void> {
    await this.#pool.query('truncate sandbox.mail');
  }
}

const headingColumns =
  'id, to_address as "to", from_address as "from", subject, message_id as "messageId", sent_at as "sentAt"';
const isTo = '($1::text is null or to_address = $1)';

function addressOf(to: string | null): string | null {
  return to === null || to.trim() === '' ? null : to.trim().toLowerCase();
}
