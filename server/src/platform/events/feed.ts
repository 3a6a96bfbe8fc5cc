import { EventEmitter, on } from 'node:events';
import type { Notifications, Topic } from './notifications.ts';

/**
 * What a subscription tells, made from the notices of one topic. It listens from the call on, so that nothing
 * falls between it and a first reading. Returning it ends it at once, also while it waits: an async generator
 * alone would hold its listener until one more notice came, perhaps for ever.
 * @param follow reads what each notice (an id, or null when some may have been missed) stands for
 */
export function feed<T>(
  notifications: Pick<Notifications, 'listen'>,
  topic: Topic,
  follow: (notices: AsyncIterable<string | null>) => AsyncGenerator<T, undefined>,
): AsyncIterableIterator<T> {
  const bridge = new EventEmitter();
  const events = on(bridge, 'notice');
  const stop = notifications.listen(topic, (id) => bridge.emit('notice', id));
  const told = follow(noticesOf(events));
  const end = async (): Promise<IteratorResult<T>> => {
    stop();
    await events.return?.();
    return told.return(undefined);
  };
  const iterator: AsyncIterableIterator<T> = {
    next: async () => {
      try {
        const result = await told.next();
        return result.done ? await end() : result;
      } catch (error) {
        await end();
        throw error;
      }
    },
    return: end,
    throw: async (error) => {
      await end();
      throw error;
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator;
}

async function* noticesOf(events: AsyncIterable<unknown[]>): AsyncGenerator<string | null> {
  for await (const [notice] of events) yield typeof notice === 'string' ? notice : null;
}
