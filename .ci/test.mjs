/**
 * What `npm test` runs: every check, one after the other, and one line at the end that counts them. A check
 * that is not a test runner counts as one test. Plain JavaScript, so that it needs nothing built.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const reports = mkdtempSync(join(tmpdir(), 'tribi-reports-'));
const report = (name) => join(reports, `${name}.json`);
const vitest = (name, ...options) => ({
  name,
  report: report(name),
  command: [
    'vitest',
    'run',
    ...options,
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${report(name)}`,
  ],
});

/** In the order in which a mistake shows soonest. */
const steps = [
  { name: 'format and lint', command: ['biome', 'ci', '--error-on-warnings', '.'] },
  { name: 'types: server', command: ['tsc', '-p', 'server/tsconfig.json'] },
  { name: 'types: storefront', command: ['tsc', '-p', 'storefront/tsconfig.json', '--noEmit'] },
  { name: 'types: service worker', command: ['tsc', '-p', 'storefront/worker'] },
  { name: 'types: admin', command: ['tsc', '-p', 'admin/tsconfig.json', '--noEmit'] },
  { name: 'types: browser tests', command: ['tsc', '-p', 'server/tsconfig.e2e.json'] },
  { name: 'unused code', command: ['knip'] },
  { name: 'build: server', command: ['npm', 'run', 'build', '--silent', '-w', 'server'] },
  {
    name: 'schema is what the resolvers print',
    command: ['node', 'server/dist/src/main.js', 'schema', '--check'],
  },
  {
    name: 'hooks are what the schema gives',
    command: ['graphql-codegen', '--config', 'codegen.ts', '--check'],
  },
  { name: 'build: storefront', command: ['npm', 'run', 'build', '--silent', '-w', 'storefront'] },
  { name: 'build: admin', command: ['npm', 'run', 'build', '--silent', '-w', 'admin'] },
  vitest('unit: storefront', '--root', 'storefront'),
  vitest('unit: admin', '--root', 'admin'),
  // Beside each other: a browser waits much, and each has databases and ports of its own.
  vitest('browser', '--root', 'server', '--config', 'vitest.e2e.config.ts'),
  vitest('unit and API: server', '--root', 'server'),
];
const together = new Set(['browser', 'unit and API: server']);

const only = process.argv.slice(2).join(' ');
const totals = { passed: 0, failed: 0 };

const wanted = steps.filter(({ name }) => name.includes(only));
for (const step of wanted.filter(({ name }) => !together.has(name))) await take(step);
await Promise.all(wanted.filter(({ name }) => together.has(name)).map(take));

rmSync(reports, { recursive: true, force: true });
process.stdout.write(`tests: ${totals.passed} passed, ${totals.failed} failed\n`);
process.exitCode = totals.failed === 0 ? 0 : 1;

/** Runs a step, counts it and says how it went. */
async function take(step) {
  const startedAt = Date.now();
  const { code, output } = await run(step.command);
  const counts = (step.report && countsOf(step.report)) ?? {
    passed: code === 0 ? 1 : 0,
    failed: code === 0 ? 0 : 1,
  };
  // A runner that died, or found no test, has failed whatever it counted before.
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  totals.passed += counts.passed;
  totals.failed += counts.failed;
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  const counted = step.report ? ` (${counts.passed} passed, ${counts.failed} failed)` : '';
  process.stdout.write(`${counts.failed === 0 ? 'ok    ' : 'FAILED'} ${step.name}${counted} ${seconds} s\n`);
  if (counts.failed > 0) process.stdout.write(`${output}\n`);
}

/** Runs a command of node_modules/.bin and keeps what it prints for when it fails. */
function run([program, ...args]) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, FORCE_COLOR: '0' },
    });
    let output = '';
    const keep = (chunk) => {
      output += chunk;
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ code: 1, output: String(error) }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** What vitest counted, or null when it wrote nothing. */
function countsOf(file) {
  try {
    const { numPassedTests, numFailedTests, numTotalTests } = JSON.parse(readFileSync(file, 'utf8'));
    return { passed: numPassedTests, failed: numTotalTests === 0 ? 1 : numFailedTests };
  } catch {
    return null;
  }
}
