/** The program's connections by the names they give themselves. */
const program = 'tribi';
const jobRunner = 'tribi-jobs';

/**
 * What pg-boss sends to take a job and to end it: those move a job of ours. Everything else on its connections
 * (polling that finds nothing, its own upkeep, the clock of cron) goes on whether or not anybody buys, and is no
 * step of a scenario.
 */
const takesJob = /^\s*with\s+next as/i;
const endsJob = /^\s*with\s+(results as|input as|output_map as|deleted_jobs as)/i;

/** A step counts only with what it brought: a look for jobs that finds none is none. */
export const onlyWithRows = 'take job';

/**
 * Names a statement as coverage is counted: `begin`, `insert orders`, `lock payments`, `end job`.
 * @param connection the application_name of the connection it is sent on
 * @returns null for what is no step
 */
export function kindOfStatement(text: string, connection: string): string | null {
  if (connection === jobRunner) {
    if (takesJob.test(text)) return onlyWithRows;
    return endsJob.test(text) ? 'end job' : null;
  }
  return connection === program && text ? kindOfOwn(text.toLowerCase().replaceAll('"', '').trim()) : null;
}

function kindOfOwn(text: string): string {
  // A union may begin with a bracket.
  const [word = 'select'] = /^[a-z]+/.exec(text) ?? [];
  if (word !== 'select' && word !== 'insert' && word !== 'update' && word !== 'delete' && word !== 'with')
    return word;
  if (/insert into pgboss\./.test(text)) return 'send job';
  if (/pg_advisory/.test(text)) return 'advisory lock';
  if (/pg_notify/.test(text)) return 'notify';
  const write = /\b(?<!for )(?<!do )(insert into|update|delete from)\s+(?:public\.)?([a-z_.]+)/.exec(text);
  if (write) return `${write[1]?.split(' ')[0]} ${write[2]}`;
  const from = /\bfrom\s+(?:public\.)?([a-z_.]+)/.exec(text)?.[1] ?? 'nothing';
  return `${/\bfor (no key )?update\b/.test(text) ? 'lock' : 'read'} ${from}`;
}

/** Names a call as `POST /v1/refunds`; ids of the service become `:id`. */
export function kindOfCall(method: string, path: string): string {
  const [bare = ''] = path.split('?');
  return `${method} ${bare.replaceAll(/\/(?=[^/]*\d)[^/]{8,}/g, '/:id')}`;
}
