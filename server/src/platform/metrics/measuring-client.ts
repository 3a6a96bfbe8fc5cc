import type pg from 'pg';
import { PreparingClient } from '../database/preparing-client.ts';
import type { Metrics } from './metrics.ts';

/** A kind of connection that times each statement that is answered by a promise, as all of ours are. */
export function measuringClient(metrics: Pick<Metrics, 'statement'>): typeof pg.Client {
  return class MeasuringClient extends PreparingClient {
    constructor(config?: pg.ClientConfig) {
      super(config);
      const send: unknown = Reflect.get(this, 'query');
      if (typeof send !== 'function') return;
      const query = (...call: unknown[]): unknown => {
        const started = performance.now();
        const answer: unknown = Reflect.apply(send, this, call);
        if (answer instanceof Promise) {
          const note = () => metrics.statement(performance.now() - started);
          answer.then(note, note);
        }
        return answer;
      };
      Object.defineProperty(this, 'query', { value: query });
    }
  };
}
