import type { Orm } from '../database/orm.ts';
import type { GaugeSource } from './metrics.ts';

/** The connections of this process, and who waits for one. */
export function poolGauge(orm: Orm): GaugeSource {
  return {
    name: 'database_connections',
    help: 'Connections of this process by state; waiting are requests without one',
    labels: ['state'],
    read: async () => {
      const { totalCount, idleCount, waitingCount } = await orm.em.getConnection().getNativeClient();
      const counts = { busy: totalCount - idleCount, idle: idleCount, waiting: waitingCount };
      return Object.entries(counts).map(([state, value]) => ({ labels: { state }, value }));
    },
  };
}
