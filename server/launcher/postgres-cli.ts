/**
 * A data folder's PostgreSQL by hand: `node server/launcher/postgres-cli.ts start|stop|url --data <folder>`.
 * `start` and `url` print the address of the database `tribi` (with its password) and nothing else.
 */
import { parseArgs } from 'node:util';
import { errorText, LauncherError } from './launcher-error.ts';
import { ensurePostgres, stopPostgres } from './postgres.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { data: { type: 'string' }, throwaway: { type: 'boolean' } },
});
const [command = ''] = positionals;
const say = (line: string) => process.stderr.write(`${line}\n`);

try {
  if (values.data === undefined || !['start', 'stop', 'url'].includes(command)) {
    throw new LauncherError('REFUSED', 'usage: postgres-cli.ts start|stop|url --data <folder> [--throwaway]');
  }
  if (command === 'stop') {
    const found = await stopPostgres(values.data);
    say(found?.stopped === true ? 'stopped' : 'was not running');
  } else {
    const postgres = await ensurePostgres({ dataDir: values.data, log: say, throwaway: values.throwaway });
    process.stdout.write(`${postgres.url}\n`);
  }
} catch (error) {
  say(errorText(error));
  process.exitCode = 1;
}
