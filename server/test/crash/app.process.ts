/** The shop as a process that can be told when to die; spoken to over its channel by AppProcess. */
import type { App } from '../../src/app.ts';
import type { MovableClock } from '../kit/test-clock.ts';
import { type KillPoint, StepCounter } from './step-counter.ts';
import { watchSteps } from './step-hooks.ts';

/** What the parent asks. Each question is answered once, under its number. */
export type Question =
  /** Begins to serve and to work, at this time (Unix milliseconds). Answers with the port. */
  | { ask: 'start'; settings: Record<string, string>; at: number }
  /** From here on steps are numbered. */
  | { ask: 'count'; killPoint: KillPoint | null }
  | { ask: 'stop-counting' }
  /** Moves time. Answers with the time. */
  | { ask: 'advance'; milliseconds: number }
  /** Answers with the kinds of the steps so far. */
  | { ask: 'steps' }
  /** Drains and closes the shop; the process is ready to start another. */
  | { ask: 'stop' };

const { LAST_WORDS_FILE = '', SMTP_SANDBOX_PORT = '' } = process.env;
const counter = new StepCounter(LAST_WORDS_FILE);
// Before the program is loaded, so that nothing of it has a client of its own yet.
watchSteps(counter, Number(SMTP_SANDBOX_PORT));
const { createApp } = await import('../../src/app.ts');
const { parseConfig } = await import('../../src/config.ts');
const clocks = await import('../kit/test-clock.ts');

let app: App | undefined;
let clock: MovableClock | undefined;

async function answer(question: Question): Promise<unknown> {
  switch (question.ask) {
    case 'start': {
      clock = new clocks.MovableClock(new Date(question.at));
      app = await createApp(parseConfig(question.settings), { clock, testClock: clock.jobs });
      await app.start({ serve: true, work: true });
      const address = app.http.server.address();
      return typeof address === 'object' ? address?.port : null;
    }
    case 'count':
      return counter.count(question.killPoint);
    case 'stop-counting':
      return counter.stop();
    case 'advance':
      await clock?.advance(question.milliseconds);
      return clock?.now().getTime();
    case 'steps':
      return counter.steps;
    case 'stop':
      counter.stop();
      return app?.stop();
  }
}

process.on('message', ({ id, question }: { id: number; question: Question }) => {
  answer(question).then(
    (value) => process.send?.({ id, value }),
    (error) => process.send?.({ id, error: error instanceof Error ? error.stack : String(error) }),
  );
});
// A parent that dies without a word takes us with it.
process.once('disconnect', () => process.exit(0));
process.send?.({ id: 0 });
