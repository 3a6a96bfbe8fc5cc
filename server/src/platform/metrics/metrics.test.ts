import { expect, it } from 'vitest';
import { type GaugeRow, Metrics } from './metrics.ts';

/** A gauge whose each reading ends when it is told to. */
function gaugeOf(metrics: Metrics, name: string) {
  const readings: PromiseWithResolvers<GaugeRow[]>[] = [];
  const read = () => {
    const reading = Promise.withResolvers<GaugeRow[]>();
    readings.push(reading);
    return reading.promise;
  };
  metrics.addGauge({ name, help: name, labels: [], read });
  return { end: (nth: number, value: number) => readings[nth]?.resolve([{ labels: {}, value }]) };
}

it('two scrapes at once each tell of every gauge', async () => {
  const metrics = new Metrics();
  const [quick, slow] = [gaugeOf(metrics, 'quick'), gaugeOf(metrics, 'slow')];
  const first = metrics.scrape();
  quick.end(0, 1);
  await new Promise((resolve) => setImmediate(resolve));
  const second = metrics.scrape();
  slow.end(0, 1);
  expect(await first).toMatch(/^tribi_quick 1$/m);
  quick.end(1, 2);
  slow.end(1, 2);
  expect(await second).toMatch(/^tribi_quick 2$/m);
});
