/** Sends one kind of request over and over (autocannon, in a process of its own) and measures the answers. */
import autocannon from 'autocannon';

export interface LoadOrder {
  url: string;
  body: string;
  token: string;
  connections: number;
  seconds: number;
  /** Any other answer counts as a failure. */
  expected: string;
}

export interface LoadResult {
  perSecond: number;
  p50: number;
  p99: number;
  failures: number;
}

async function load(order: LoadOrder): Promise<LoadResult> {
  const times: number[] = [];
  const begun = performance.now();
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const running = autocannon(
      {
        url: order.url,
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${order.token}` },
        body: order.body,
        connections: order.connections,
        duration: order.seconds,
        expectBody: order.expected,
      },
      (error, done) => (error ? reject(error) : resolve(done)),
    );
    running.on('response', (_client, _status, _bytes, milliseconds) => times.push(milliseconds));
  });
  const seconds = (performance.now() - begun) / 1_000;
  times.sort((one, other) => one - other);
  const percentile = (share: number) => times[Math.floor((times.length - 1) * share)] ?? Number.NaN;
  return {
    perSecond: times.length / seconds,
    p50: percentile(0.5),
    p99: percentile(0.99),
    failures: result.errors + result.timeouts + result.non2xx + result.mismatches,
  };
}

process.on('message', (order: LoadOrder) => {
  load(order).then(
    (result) => process.send?.(result),
    (error) => process.send?.({ error: String(error) }),
  );
});
process.once('SIGTERM', () => process.exit(0));
process.once('disconnect', () => process.exit(0));
process.stdout.write('ready\n');
