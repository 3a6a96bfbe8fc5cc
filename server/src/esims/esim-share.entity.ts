import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Esim } from './esim.entity.ts';

/** A link by which an eSIM is handed to a companion. The token is in the link alone; here is its hash. */
@Entity({ tableName: 'esim_shares' })
export class EsimShare {
  @PrimaryKey({ type: 'uuid' })
  id!: string;
  @ManyToOne({ entity: () => Esim, mapToPk: true, fieldName: 'esim_id' })
  esimId!: string;
  @Property({ type: 'text' })
  tokenHash!: string;
  /** The companion's first name, for the page that greets them. */
  @Property({ type: 'text', nullable: true })
  companion!: string | null;
  @Property({ type: 'datetime' })
  createdAt!: Date;
  @Property({ type: 'datetime' })
  expiresAt!: Date;
  @Property({ type: 'datetime', nullable: true })
  withdrawnAt!: Date | null;
  /** When the codes were first looked at by it. */
  @Property({ type: 'datetime', nullable: true })
  openedAt!: Date | null;
}
