import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM, UnderscoreNamingStrategy } from '@mikro-orm/postgresql';
import type pg from 'pg';
import type { Config } from '../../config.ts';
import { PreparingClient } from './preparing-client.ts';

export type Orm = MikroORM;
export type EntityClass = new () => object;
export type { EntityManager } from '@mikro-orm/postgresql';

/**
 * The migrations stand at the top of the repository; this file runs from `server/src` in tests and from
 * `server/dist/src` once built, one folder deeper.
 */
function migrationsFolder(): string {
  const candidates = ['../../../../migrations', '../../../../../migrations'].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  const found = candidates.find((path) => existsSync(path));
  if (!found) throw new Error(`No migrations folder beside the server (looked in ${candidates.join(', ')})`);
  return found;
}

/** Connects lazily: the first statement opens the first connection. @param Client what a connection is made of */
export function createOrm(
  database: Config['database'],
  entities: readonly EntityClass[],
  Client: typeof pg.Client = PreparingClient,
): Orm {
  return new MikroORM({
    clientUrl: database.url,
    replicas: database.replicaUrls.map((clientUrl) => ({ clientUrl })),
    // Reads go to a replica only where a caller asks for it: a shopper must see what they just did.
    preferReadReplicas: false,
    entities: [...entities],
    metadataProvider: ReflectMetadataProvider,
    metadataCache: { enabled: false },
    namingStrategy: UnderscoreNamingStrategy,
    forceUtcTimezone: true,
    allowGlobalContext: false,
    // A connection is dear to make (its password is hashed 4,096 times), so one outlives the lull between visitors.
    pool: { min: 0, max: database.poolSize, idleTimeoutMillis: 60_000 },
    driverOptions: { application_name: 'tribi', connectionTimeoutMillis: 5_000, Client },
    extensions: [Migrator],
    migrations: {
      path: migrationsFolder(),
      glob: '!(*.d).ts',
      snapshot: false,
      silent: true,
      transactional: true,
    },
  });
}
