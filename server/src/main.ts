import { type App, createApp } from './app.ts';
import { seed } from './catalog/seed/seed.ts';
import { ConfigError } from './config.settings.ts';
import { parseConfig } from './config.ts';
import { doctorCommand } from './doctor/doctor.command.ts';
import { entities } from './entities.ts';
import { ledgerCheckCommand } from './ledger/ledger-check.command.ts';
import { systemClock } from './platform/clock/clock.ts';
import { migrate } from './platform/database/migrate.ts';
import { explainStartError } from './platform/start-error.ts';
import { schemaCommand } from './schema.command.ts';

const commands = [
  'serve',
  'work',
  'migrate',
  'seed',
  'schema',
  'reset-second-factor',
  'ledger-check',
  'doctor',
] as const;
type Command = (typeof commands)[number];

const usage = `Usage: main.js <command>
  serve          HTTP, GraphQL and WebSocket (migrates and seeds first)
  serve --work   the same, and jobs in this process too
  work           jobs only
  migrate        brings the database to this version
  seed           fills an empty shop with the catalogue
  schema         writes schema/schema.graphql; with --check only compares it
  reset-second-factor <address>
                 for somebody of staff who lost it when no administrator can help
  doctor         looks at everything the shop stands on and says what to do (--json)
  ledger-check   looks at the books (--stripe, --since, --json)
`;

async function main([name, ...flags]: string[]): Promise<void> {
  const command = commands.find((each) => each === name);
  if (!command) {
    process.stderr.write(usage);
    process.exitCode = 2;
    return;
  }
  if (command === 'schema') {
    const isCurrent = await schemaCommand(flags.includes('--check'));
    if (!isCurrent)
      process.stderr.write('schema/schema.graphql is not what the resolvers print. Run: npm run schema\n');
    process.exit(isCurrent ? 0 : 1);
  }
  if (command === 'doctor') process.exit(await doctorCommand(process.env, flags));
  const config = parseConfig(process.env);
  if (command === 'ledger-check') {
    process.exitCode = await ledgerCheckCommand(config, flags);
    return;
  }
  await migrate(config.database, entities);
  const app = await createApp(config);
  if (command === 'serve' || command === 'seed') {
    await seed(app.orm.em, { clock: systemClock, log: app.log, withDemo: !config.isProduction });
  }
  if (command === 'migrate' || command === 'seed') return app.stop();
  if (command === 'reset-second-factor') {
    // Its owner is sent a mail, by the processes that work.
    await app.jobs.start();
    const { isDone, message } = await app.resetSecondFactor(flags[0] ?? '');
    (isDone ? process.stdout : process.stderr).write(`${message}\n`);
    process.exitCode = isDone ? 0 : 1;
    return app.stop();
  }
  await run(app, command, flags.includes('--work'));
}

async function run(app: App, command: Command, alsoWorks: boolean): Promise<void> {
  stopOnSignals(app);
  await app.start({ serve: command === 'serve', work: command === 'work' || alsoWorks });
  process.stdout.write(command === 'serve' ? `ready ${app.config.publicUrl}\n` : 'working\n');
}

/** What cannot even be cut off by then will not end by itself: beyond the limits of a stop, we are gone. */
const stopMarginMs = 5_000;

function stopOnSignals(app: App): void {
  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    const { delayMs, timeoutMs } = app.config.stop;
    setTimeout(() => process.exit(1), delayMs + timeoutMs + stopMarginMs).unref();
    await app.stop();
    process.exit(0);
  };
  // Each time: without a listener, the second signal would end us in the middle of the first one's work.
  process.on('SIGTERM', stop).on('SIGINT', stop);
  // A parent that dies without a word leaves us its end of this channel.
  process.once('disconnect', stop);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(
    `${error instanceof ConfigError ? error.message : explainStartError(error, process.env)}\n`,
  );
  process.exit(1);
}
