import 'reflect-metadata';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { TestClock } from 'pg-boss';
import { resetSecondFactorCommand } from './accounts/second-factor.command.ts';
import { SessionService } from './accounts/session.service.ts';
import type { Config } from './config.ts';
import { entities } from './entities.ts';
import { unsubscribeRoute } from './notifications/unsubscribe.route.ts';
import { shopGauges } from './operations/shop-gauges.ts';
import { stripeWebhookRoute } from './payments/stripe-webhook.route.ts';
import { type Clock, systemClock } from './platform/clock/clock.ts';
import { createOrm, type Orm } from './platform/database/orm.ts';
import { Notifications } from './platform/events/notifications.ts';
import { createApolloServer } from './platform/graphql/apollo.ts';
import { AuthCheck } from './platform/graphql/auth.check.ts';
import { createExecutor } from './platform/graphql/executor.ts';
import { KnownOperations } from './platform/graphql/known-operations.ts';
import { buildGraphQLSchema } from './platform/graphql/schema.ts';
import { serveWebSockets } from './platform/graphql/websocket.ts';
import { originChecker } from './platform/http/allowed-origins.ts';
import { graphqlRoute } from './platform/http/graphql.route.ts';
import { createHttpServer } from './platform/http/http-server.ts';
import { mailboxRoute } from './platform/http/mailbox.route.ts';
import { adminSite, pageRoutes, repositoryRoot } from './platform/http/pages.route.ts';
import { createProbeServer, probeRoutes } from './platform/http/probes.ts';
import { originOf, RequestContextFactory } from './platform/http/request-context.factory.ts';
import { socketAccess } from './platform/http/socket-access.ts';
import { Jobs } from './platform/jobs/jobs.ts';
import { createLogger, type Logger } from './platform/logging/logger.ts';
import { measuringClient } from './platform/metrics/measuring-client.ts';
import { Metrics } from './platform/metrics/metrics.ts';
import { poolGauge } from './platform/metrics/pool-gauge.ts';
import { systemActor } from './platform/request-context.ts';
import { loadSecretKey } from './platform/security/secret-key.ts';
import { Vault } from './platform/security/secrets.ts';
import { exportRoute } from './privacy/export.route.ts';
import type { EsimProvider } from './providers/esim-provider.ts';
import { wireRooms } from './rooms.ts';
import { drain } from './stop.ts';
import { storefrontSite } from './storefront/storefront.route.ts';

export interface AppOptions {
  clock?: Clock;
  /** Only for tests: moves jobs' time together with the clock. */
  testClock?: TestClock;
  /** Suppliers beside the shop's own. */
  moreProviders?: readonly EsimProvider[];
  /** Only for tests: takes the lines of the log. */
  writeLog?: (line: string) => void;
}

/** The whole program over one configuration, wired but not yet listening. Tests build the same. */
export interface App {
  readonly config: Config;
  readonly orm: Orm;
  readonly http: FastifyInstance;
  /** Listens in a process that only works, where WORK_PORT is set. */
  readonly probes: FastifyInstance;
  readonly schema: GraphQLSchema;
  readonly jobs: Jobs;
  readonly log: Logger;
  /** Connects what listens and works; with `work`, begins to run jobs. */
  start(roles: { serve: boolean; work: boolean }): Promise<void>;
  /** For the command line: see resetSecondFactorCommand. */
  resetSecondFactor(email: string): Promise<{ isDone: boolean; message: string }>;
  /** Drains requests, sockets and jobs within the limit of the settings, then closes. */
  stop(): Promise<void>;
}

/** Wires config → database → rooms → HTTP. */
export async function createApp(config: Config, options: AppOptions = {}): Promise<App> {
  const clock = options.clock ?? systemClock;
  const metrics = new Metrics();
  const log = createLogger(config.log, options.writeLog);
  const orm = createOrm(config.database, entities, measuringClient(metrics));
  const vault = new Vault(config.secretKey ?? (await loadSecretKey(orm)));
  const notifications = new Notifications(config.database.url, log);
  const sessions = new SessionService(notifications, config.secondFactorRoles);
  const contexts = new RequestContextFactory({ orm, clock, log, sessions });
  const jobs = new Jobs({
    databaseUrl: config.database.url,
    log,
    contextOf: (actor, requestId) => contexts.system(actor, requestId),
    observe: (run) => metrics.jobRun(run),
    ...(options.testClock ? { testClock: options.testClock } : {}),
  });
  const { moreProviders = [] } = options;
  const rooms = wireRooms({ config, orm, vault, notifications, sessions, jobs, moreProviders, metrics });
  const schema = buildGraphQLSchema(rooms.resolvers);
  const authCheck = new AuthCheck(schema);
  const executor = createExecutor(schema);
  const operations = join(repositoryRoot(), 'schema', 'operations');
  const known = await KnownOperations.read(operations, config.isPersistedOnly);
  const apollo = createApolloServer({
    ...{ schema, executor, authCheck, known, log, metrics },
    limits: rooms.limits,
  });
  const http = await createHttpServer(config, log, options.writeLog);
  const isOriginAllowed = originChecker(config);
  let isStopping = false;
  let shouldWork = false;

  await apollo.start();
  for (const gauge of [poolGauge(orm), ...shopGauges({ orm, clock, jobs, desk: rooms.desk })])
    metrics.addGauge(gauge);
  const probing = {
    ...{ orm, jobs, notifications, metrics },
    ...{ dataDir: config.dataDir, metricsToken: config.metricsToken },
    shouldWork: () => shouldWork,
    isStopping: () => isStopping,
  };
  const probes = createProbeServer(probing);
  probeRoutes(http, probing);
  graphqlRoute(http, { apollo, contexts, config, known, log, isOriginAllowed });
  await stripeWebhookRoute(http, {
    gateway: rooms.gateway,
    events: rooms.stripeEvents,
    contextOf: (request) => contexts.anonymous(request),
  });
  exportRoute(http, {
    limiter: rooms.limiter,
    // No cookie can be sent back with a file, so the session does not slide.
    contextOf: (request) => contexts.of({ ...originOf(request), takesCookies: false }),
  });
  await unsubscribeRoute(http, {
    choices: rooms.mailChoices,
    contextOf: (request) => contexts.anonymous(request),
  });
  mailboxRoute(http, config);
  await pageRoutes(http, [adminSite(), storefrontSite(http, { origin: config.publicUrl, log })]);
  const access = socketAccess({ contexts, notifications, sessions, orm, clock, config, isOriginAllowed });
  const sockets = serveWebSockets({ server: http.server, schema, authCheck, known, access, log });

  return {
    config,
    orm,
    http,
    probes,
    schema,
    jobs,
    log,
    async start({ serve, work }) {
      // A plan that names a supplier no adapter has would strand paid orders.
      await rooms.providers.assertKnown(orm.em.fork());
      await notifications.start();
      await jobs.start();
      shouldWork = work;
      // The port first: a process that cannot have it has touched no job.
      const host = config.host ? { host: config.host } : {};
      if (serve) await http.listen({ port: config.port, ...host });
      else if (config.workPort !== undefined) await probes.listen({ port: config.workPort, ...host });
      if (work) await jobs.work();
    },
    resetSecondFactor: (email) =>
      resetSecondFactorCommand(
        contexts.system(systemActor('command line')),
        { sessions, notices: rooms.notices },
        email,
      ),
    async stop() {
      isStopping = true;
      await drain({ http, sockets, jobs, log, ...config.stop });
      await probes.close();
      await apollo.stop();
      await notifications.close();
      rooms.mailer.close();
      await orm.close();
    },
  };
}
