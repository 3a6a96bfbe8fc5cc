import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** One mailed code. Of an address at most one is open for each device that is known, and one for all others. */
@Entity({ tableName: 'sign_in_codes' })
export class SignInCode {
  @PrimaryKey({ type: 'uuid' })
  id!: string;
  @Property({ type: 'text' })
  email!: string;
  /** A keyed hash; six digits alone would be guessed from a plain one. */
  @Property({ type: 'text' })
  codeHash!: string;
  @Property({ type: 'text', nullable: true })
  ip: string | null = null;
  /** The known device that asked for it, or became known by it. */
  @Property({ type: 'uuid', nullable: true })
  deviceId: string | null = null;
  @Property({ type: 'integer' })
  attempts = 0;
  @Property({ type: 'datetime' })
  createdAt!: Date;
  @Property({ type: 'datetime' })
  expiresAt!: Date;
  @Property({ type: 'datetime', nullable: true })
  consumedAt: Date | null = null;
  @Property({ type: 'datetime', nullable: true })
  supersededAt: Date | null = null;
}
