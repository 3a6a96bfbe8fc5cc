import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { AttemptOutcome } from './attempt.states.ts';
import { Esim } from './esim.entity.ts';

/** One call to a supplier for one eSIM, written before the call so that a crash leaves a trace. */
@Entity({ tableName: 'provisioning_attempts' })
export class ProvisioningAttempt {
  @PrimaryKey({ type: 'uuid' })
  id!: string;
  @ManyToOne({ entity: () => Esim, mapToPk: true, fieldName: 'esim_id' })
  esimId!: string;
  @Property({ type: 'text' })
  supplier!: string;
  /** Our reference at the supplier; the same for every attempt of one eSIM. */
  @Property({ type: 'text' })
  reference!: string;
  @Property({ type: 'text' })
  outcome!: AttemptOutcome;
  @Property({ type: 'text', nullable: true })
  errorCode!: string | null;
  @Property({ type: 'text', nullable: true })
  detail!: string | null;
  @Property({ type: 'datetime' })
  startedAt!: Date;
  @Property({ type: 'datetime', nullable: true })
  finishedAt!: Date | null;
  /** When a person accepted that this unknown call may have made an eSIM that nobody gets. */
  @Property({ type: 'datetime', nullable: true })
  waivedAt!: Date | null;
}
