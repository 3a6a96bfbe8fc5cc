import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { StaffRole } from './role.ts';

/** A person. Made when an address is proven by its code, never before. */
@Entity({ tableName: 'users' })
export class User {
  @PrimaryKey({ type: 'uuid' })
  id!: string;
  /** Lower case; unique. */
  @Property({ type: 'text' })
  email!: string;
  @Property({ type: 'text', nullable: true })
  name: string | null = null;
  @Property({ type: 'json' })
  roles: StaffRole[] = [];
  /** When a person last decided on these roles; from then on ADMIN_EMAILS has no say. */
  @Property({ type: 'datetime', nullable: true })
  rolesSetAt: Date | null = null;
  @Property({ type: 'text' })
  locale!: string;
  @Property({ type: 'text' })
  currency!: string;
  @Property({ type: 'datetime' })
  createdAt!: Date;
  @Property({ type: 'datetime', nullable: true })
  lastSignInAt: Date | null = null;
  /** When they left: from then on the row names nobody, and only orders and books refer to it. */
  @Property({ type: 'datetime', nullable: true })
  deletedAt: Date | null = null;
}
