import { sql } from 'kysely';
import { newId } from '../platform/database/id.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { assertInTransaction } from '../platform/database/transaction.ts';
import { actorName, type RequestContext } from '../platform/request-context.ts';
import { withoutSecrets } from './without-secrets.ts';

/** One thing that somebody of staff did, before who, when and from where are added. */
export interface AuditRecord {
  /** The verb, as the mutation has it: `refundOrder`. */
  action: string;
  /** What it was done to; the label is what people call it: an order's number, a person's address. */
  subject: { type: string; id: string; label?: string };
  reason?: string | null;
  /** What was different, as flat objects: `{ roles: ['SUPPORT'] }`. */
  before?: unknown;
  after?: unknown;
}

/** The log of what staff did. The database refuses to change or remove an entry. */
export class AuditLog {
  /**
   * Adds one entry within the caller's transaction, so that there is no write without its entry and no entry
   * without its write. Secrets and activation codes are left out of `before`, `after` and `reason`. Takes no locks.
   * @throws outside a transaction
   */
  async record(ctx: RequestContext, em: EntityManager, entry: AuditRecord): Promise<void> {
    assertInTransaction(em);
    const { actor } = ctx;
    const isPerson = actor.kind === 'user';
    await sql`
      insert into audit_log (id, actor_id, actor_label, roles, action, subject_type, subject_id, subject_label,
        reason, before, after, ip, request_id, at)
      values (${newId()}, ${isPerson ? actor.userId : null}, ${isPerson ? actor.account.email : actorName(actor)},
        ${[...actor.roles]}::text[], ${entry.action}, ${entry.subject.type}, ${entry.subject.id},
        ${entry.subject.label ?? null}, ${withoutSecrets(entry.reason?.trim()) || null}, ${asJson(entry.before)}::jsonb,
        ${asJson(entry.after)}::jsonb, ${ctx.ip}, ${ctx.requestId}, ${ctx.clock.now()})`.execute(
      em.getKysely(),
    );
  }
}

const asJson = (value: unknown): string | null =>
  value === undefined || value === null ? null : JSON.stringify(withoutSecrets(value));
