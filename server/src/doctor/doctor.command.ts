import { ConfigError } from '../config.settings.ts';
import { parseConfig } from '../config.ts';
import { lookAtDatabase } from './database.check.ts';
import { about, type Finding, look, worst } from './finding.ts';
import { lookAtApp, lookAtDisk } from './machine.check.ts';
import { lookAtMail, lookAtSupplier } from './services.check.ts';
import { lookAtSettings } from './settings.check.ts';
import { lookAtShop } from './shop.check.ts';
import { lookAtStripe } from './stripe.check.ts';

type Environment = Record<string, string | undefined>;

/**
 * Looks at everything the shop stands on, changes nothing, and says what to do. Works while the app is down.
 * @returns the exit code: 1 when something is a problem
 */
export async function doctorCommand(env: Environment, flags: readonly string[]): Promise<number> {
  const findings = await examine(env);
  const status = worst(findings);
  process.stdout.write(
    flags.includes('--json') ? `${JSON.stringify({ status, findings }, null, 2)}\n` : report(findings),
  );
  return status === 'problem' ? 1 : 0;
}

/** Every finding, in a fixed order. Without settings that can be read, what can be looked at all the same. */
export async function examine(env: Environment): Promise<Finding[]> {
  let config: ReturnType<typeof parseConfig>;
  try {
    config = parseConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return [about('settings').problem(error.message, 'Correct them first.'), ...(await withoutSettings(env))];
  }
  const looks = await Promise.all([
    look('settings', () => lookAtSettings(config)),
    look('disk', () => lookAtDisk(config.dataDir)),
    look('database', () => lookAtDatabase(config.database)),
    look('app', () => lookAtApp(config)),
    look('jobs', () => lookAtShop(config)),
    look('stripe', () => lookAtStripe(config)),
    look('supplier', () => lookAtSupplier(config)),
    look('mail', () => lookAtMail(config)),
  ]);
  return looks.flat();
}

async function withoutSettings({
  DATABASE_URL: url,
  DATA_DIR: dataDir = '.data',
}: Environment): Promise<Finding[]> {
  const database = { url: url ?? '', replicaUrls: [], poolSize: 20 };
  return [
    ...(await look('disk', () => lookAtDisk(dataDir))),
    ...(url ? await look('database', () => lookAtDatabase(database)) : []),
  ];
}

function report(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ check }) => check.length));
  const lines = findings.flatMap(({ check, status, what, advice }) => [
    `${status.padEnd(8)} ${check.padEnd(width)}  ${what}`,
    ...(advice ? [`${' '.repeat(9 + width)}  → ${advice}`] : []),
  ]);
  const count = (status: Finding['status']) => findings.filter((finding) => finding.status === status).length;
  return `${lines.join('\n')}\n\n${count('problem')} problems, ${count('warning')} warnings\n`;
}
