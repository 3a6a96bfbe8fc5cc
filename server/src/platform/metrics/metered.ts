import type { Metrics } from './metrics.ts';

/** What an error of a port means, in one word; every other is `error`. */
const outcomes: Readonly<Record<string, string>> = {
  GatewayRefused: 'refused',
  GatewayUnavailable: 'unavailable',
  ProviderRefused: 'refused',
  ProviderBusy: 'busy',
  ProviderAnswerLost: 'lost',
  MailError: 'failed',
};

/** A port to an outside service whose calls are counted and timed, by what came of them. */
export function metered<T extends object>(port: T, service: string, metrics: Pick<Metrics, 'call'>): T {
  return new Proxy(port, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key, target);
      if (typeof value !== 'function' || typeof key !== 'string') return value;
      return (...args: unknown[]) => {
        const started = performance.now();
        const note = (outcome: string) => metrics.call(service, key, outcome, performance.now() - started);
        const answer: unknown = Reflect.apply(value, target, args);
        // What answers at once has asked nobody.
        if (answer instanceof Promise)
          answer.then(
            () => note('ok'),
            (error: unknown) => note(error instanceof Error ? (outcomes[error.name] ?? 'error') : 'error'),
          );
        return answer;
      };
    },
  });
}
