import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** One mailed code. At most one per address is open: asking for another supersedes it. */
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
