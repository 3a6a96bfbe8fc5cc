import { spawn } from 'node:child_process';
import { type PostgresAccount, spawnAs } from './postgres-account.ts';

export interface ProgramResult {
  /** Exit code; null when a signal ended it. */
  readonly code: number | null;
  /** What it wrote, both streams. */
  readonly output: string;
}

/** Runs one of PostgreSQL's programs as `account` to its end. @throws the spawn error when it cannot run */
export function runProgram(
  command: string,
  args: readonly string[],
  account: PostgresAccount | undefined,
): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...spawnAs(account), stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const take = (chunk: Buffer) => {
      output += chunk.toString('utf8');
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}
