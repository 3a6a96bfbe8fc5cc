import { type LauncherSettings, needsSandboxes } from './settings.ts';

/** What a newcomer wants to know when the shop is up. `url` is where the app said that it answers. */
export function greeting(url: string, settings: LauncherSettings): string[] {
  const { sandboxed, isProduction } = settings;
  const hasSandboxes = needsSandboxes(settings);
  const rows: [string, string][] = [
    ['Shop', url],
    ['Back office', `${url}/admin`],
  ];
  if (hasSandboxes && sandboxed.mail) {
    rows.push(['Mailbox', `${url}/sandbox/mailbox`]);
    rows.push(['Sign in', 'with any address: the code arrives in the mailbox']);
  }
  if (hasSandboxes && sandboxed.stripe) {
    rows.push(['Pay with', '4242 4242 4242 4242, any future date, any CVC (no money moves)']);
  }
  if (!isProduction) rows.push(['Demo staff', 'admin@  catalog@  support@  finance@tribi.test']);
  rows.push([
    'Data',
    settings.databaseUrl === undefined ? settings.dataDir : 'in your database (DATABASE_URL)',
  ]);
  rows.push(['Stop', 'Ctrl-C']);
  return frame('Tribi is ready', rows);
}

function frame(title: string, rows: readonly [string, string][]): string[] {
  const label = Math.max(...rows.map(([name]) => name.length));
  const lines = [title, '', ...rows.map(([name, text]) => `${name.padEnd(label)}   ${text}`)];
  const width = Math.max(...lines.map((line) => line.length));
  const bar = '─'.repeat(width + 4);
  return ['', `┌${bar}┐`, ...lines.map((line) => `│  ${line.padEnd(width)}  │`), `└${bar}┘`, ''];
}
