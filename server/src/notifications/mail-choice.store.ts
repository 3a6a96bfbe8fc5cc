import { sql } from 'kysely';
import type { EntityManager } from '../platform/database/orm.ts';
import { type Timestamp, toDate } from '../platform/database/timestamp.ts';
import { type MailTopic, mailTopics } from './mail-topic.ts';

export interface KeptChoice {
  topic: MailTopic;
  isWanted: boolean;
  /** Null where nothing was ever decided: then it is wanted. */
  decidedAt: Date | null;
  decidedBy: 'ACCOUNT' | 'LINK' | null;
}

/** Every topic with what somebody decided. One statement. */
export async function findChoices(em: EntityManager, userId: string): Promise<KeptChoice[]> {
  const { rows } = await sql<KeptChoice & { decidedAt: Timestamp }>`
    select topic, is_wanted as "isWanted", decided_at as "decidedAt", decided_by as "decidedBy"
    from mail_choices where user_id = ${userId}`.execute(em.getKysely());
  return mailTopics.map((topic) => {
    const row = rows.find((each) => each.topic === topic);
    return row
      ? { ...row, decidedAt: toDate(row.decidedAt) }
      : { topic, isWanted: true, decidedAt: null, decidedBy: null };
  });
}

/** Keeps what was decided, and when; the same decision again changes nothing. Nothing is kept of somebody who left. */
export async function keepChoice(
  em: EntityManager,
  choice: { userId: string; topic: MailTopic; isWanted: boolean; decidedBy: 'ACCOUNT' | 'LINK' },
  now: Date,
): Promise<void> {
  await sql`
    insert into mail_choices as kept (user_id, topic, is_wanted, decided_at, decided_by)
    select id, ${choice.topic}, ${choice.isWanted}, ${now}::timestamptz, ${choice.decidedBy}
    from users where id = ${choice.userId} and deleted_at is null
    on conflict (user_id, topic) do update
      set is_wanted = excluded.is_wanted, decided_at = excluded.decided_at, decided_by = excluded.decided_by
      where kept.is_wanted <> excluded.is_wanted`.execute(em.getKysely());
}

/** Whether somebody said that they do not want mails of a topic. */
export async function isUnwanted(em: EntityManager, userId: string, topic: MailTopic): Promise<boolean> {
  const { rows } = await sql`
    select 1 from mail_choices where user_id = ${userId} and topic = ${topic} and not is_wanted`.execute(
    em.getKysely(),
  );
  return rows.length > 0;
}
