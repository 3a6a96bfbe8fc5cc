import { describe, expect, it } from 'vitest';
import { DatabaseTime } from './database-time.ts';

describe('the time of the database', () => {
  it('is known as well as the quickest answers tell, not as badly as the slowest', () => {
    const time = new DatabaseTime();
    time.learn(10_000, 0, 400);
    expect(time.here(10_400)).toEqual({ earliest: 400, latest: 800 });
    time.learn(10_500, 499, 501);
    time.learn(11_000, 700, 1_300);
    expect(time.here(11_000)).toEqual({ earliest: 1_000, latest: 1_001 });
  });

  it('is learned anew when a clock was set', () => {
    const time = new DatabaseTime();
    time.learn(10_000, 0, 2);
    time.learn(70_000, 10, 12);
    expect(time.here(70_010)).toEqual({ earliest: 20, latest: 22 });
  });
});
