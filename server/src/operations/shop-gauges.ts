import { sql } from 'kysely';
import type { DeskService } from '../desk/desk.service.ts';
import type { Clock } from '../platform/clock/clock.ts';
import type { Orm } from '../platform/database/orm.ts';
import { deadLetterQueue, type Jobs } from '../platform/jobs/jobs.ts';
import type { GaugeRow, GaugeSource } from '../platform/metrics/metrics.ts';

interface Parts {
  orm: Orm;
  clock: Clock;
  desk: Pick<DeskService, 'everything'>;
  jobs: Pick<Jobs, 'periodic'>;
}

/** What matters at night, read from the database when somebody scrapes: a statement a gauge, each by an index. */
export function shopGauges({ orm, clock, desk, jobs }: Parts): GaugeSource[] {
  const db = () => orm.em.fork().getKysely();
  const secondsSince = (time: Date) => (clock.now().getTime() - time.getTime()) / 1000;
  const waiting = () => desk.everything(orm.em.fork(), clock.now());
  return [
    {
      name: 'orders_undelivered',
      help: 'Paid orders that are not delivered whole, by how long ago they were paid',
      labels: ['age'],
      read: async () => {
        const { rows } = await sql<{ age: string; count: number }>`
          select case when ${clock.now()}::timestamptz - paid_at < interval '5 minutes' then 'under_5m'
            when ${clock.now()}::timestamptz - paid_at < interval '30 minutes' then 'under_30m' else 'over_30m' end as age,
            count(*)::int as count
          from orders
          where paid_at is not null and payment_status in ('PAID', 'PARTIALLY_REFUNDED')
            and fulfillment_status in ('UNFULFILLED', 'IN_PROGRESS', 'PARTIALLY_FULFILLED')
          group by 1`.execute(db());
        return ['under_5m', 'under_30m', 'over_30m'].map((age) => ({
          labels: { age },
          value: rows.find((row) => row.age === age)?.count ?? 0,
        }));
      },
    },
    {
      name: 'waiting',
      help: 'What needs a person, as on the first page of the desk: reviews, holds, disputes, events, alerts',
      labels: ['kind', 'key'],
      read: async () =>
        (await waiting()).map(({ kind, key, count }) => ({ labels: { kind, key: key ?? '' }, value: count })),
    },
    {
      name: 'waiting_oldest_seconds',
      help: 'Since when the oldest of it waits',
      labels: ['kind', 'key'],
      read: async () =>
        (await waiting()).flatMap(({ kind, key, oldestAt }) =>
          oldestAt ? { labels: { kind, key: key ?? '' }, value: secondsSince(oldestAt) } : [],
        ),
    },
    {
      name: 'mails_held',
      help: 'Mails that wait for the switch MAIL',
      labels: [],
      read: async () => {
        const { rows } = await sql<{ count: number }>`
          select count(*)::int as count from mails where held_at is not null and sent_at is null`.execute(
          db(),
        );
        return [{ labels: {}, value: rows[0]?.count ?? 0 }];
      },
    },
    ...queueGauges(orm),
    {
      name: 'job_last_run_timestamp_seconds',
      help: 'When a job that runs by itself last ended',
      labels: ['name'],
      read: async () => {
        const names = jobs.periodic.map(({ name }) => name);
        const { rows } = await sql<{ name: string; at: number | null }>`
          select name, (
            select extract(epoch from ended_at)::float8 from job_runs r where r.name = n.name order by id desc limit 1
          ) as at from unnest(${names}::text[]) n (name)`.execute(db());
        return rows.flatMap(({ name, at }) => (at === null ? [] : { labels: { name }, value: at }));
      },
    },
  ];
}

function queueGauges(orm: Orm): GaugeSource[] {
  const queues = async (column: 'count' | 'oldest'): Promise<GaugeRow[]> => {
    const { rows } = await sql<{ name: string; count: number; oldest: number }>`
      select name, count(*)::int as count,
        greatest(0, extract(epoch from pgboss.job_now() - min(start_after)))::float8 as oldest
      from pgboss.job
      where state < 'active' and start_after <= pgboss.job_now() and name <> ${deadLetterQueue}
      group by name`.execute(orm.em.fork().getKysely());
    return rows
      .filter(({ name }) => !name.startsWith('__pgboss'))
      .map((row) => ({ labels: { name: row.name }, value: row[column] }));
  };
  const common = { labels: ['name'] } as const;
  return [
    { ...common, name: 'jobs_due', help: 'Jobs that could run now', read: () => queues('count') },
    {
      ...common,
      name: 'jobs_oldest_due_seconds',
      help: 'For how long the oldest of them could have run',
      read: () => queues('oldest'),
    },
  ];
}
