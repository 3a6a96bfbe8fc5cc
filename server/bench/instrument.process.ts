/** Loaded into the app by `--import`: tells the bench over the process's channel what was sent and where time went. */
import { Session } from 'node:inspector/promises';
import { onStatement, type SentStatement } from './statement-log.ts';

export type Question = { ask: 'statements' } | { ask: 'begin-profile' } | { ask: 'end-profile' };

let sent: SentStatement[] = [];
onStatement((statement) => sent.push(statement));
const inspector = new Session();
inspector.connect();

process.on('message', (question: Question) => {
  answer(question).then(
    (message) => process.send?.(message),
    (error) => process.send?.({ error: String(error) }),
  );
});

/** `statements` gives those since the last such question. */
async function answer({ ask }: Question): Promise<object> {
  switch (ask) {
    case 'statements': {
      const taken = sent;
      sent = [];
      return taken;
    }
    case 'begin-profile':
      sent = [];
      await inspector.post('Profiler.enable');
      await inspector.post('Profiler.start');
      return {};
    case 'end-profile': {
      const { profile } = await inspector.post('Profiler.stop');
      sent = [];
      return profile;
    }
  }
}
