import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { User } from './user.entity.ts';

export const SessionTransport = { COOKIE: 'COOKIE', BEARER: 'BEARER' } as const;
export type SessionTransport = keyof typeof SessionTransport;

/** An opaque session. Only the hash of its token is stored. */
@Entity({ tableName: 'sessions' })
export class Session {
  @PrimaryKey({ type: 'uuid' })
  id!: string;
  @ManyToOne({ entity: () => User, mapToPk: true, fieldName: 'user_id' })
  userId!: string;
  @Property({ type: 'text' })
  tokenHash!: string;
  @Property({ type: 'text' })
  transport!: SessionTransport;
  /** Staff sessions are shorter; decided when the session begins. */
  @Property({ type: 'boolean' })
  isStaff!: boolean;
  @Property({ type: 'text', nullable: true })
  ip: string | null = null;
  @Property({ type: 'text', nullable: true })
  userAgent: string | null = null;
  @Property({ type: 'datetime' })
  createdAt!: Date;
  @Property({ type: 'datetime' })
  lastSeenAt!: Date;
  @Property({ type: 'datetime' })
  expiresAt!: Date;
  /** When this session showed a code of the second factor. */
  @Property({ type: 'datetime', nullable: true })
  secondFactorAt: Date | null = null;
  @Property({ type: 'datetime', nullable: true })
  revokedAt: Date | null = null;
}
