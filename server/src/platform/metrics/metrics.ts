import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { errorCodes } from '../graphql/errors.ts';
import type { RunOutcome } from '../jobs/job-runs.ts';

const fast = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const slow = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120];

/** What a gauge shows: a value for each set of labels. */
export interface GaugeRow {
  labels: Record<string, string>;
  value: number;
}

/** One gauge that is read when somebody scrapes, and at no other time. */
export interface GaugeSource {
  /** Without the prefix `tribi_`. */
  name: string;
  help: string;
  labels: readonly string[];
  read(): Promise<GaugeRow[]>;
}

/**
 * What this process counts, in a registry of its own. A request costs a few additions; whatever has to be asked for
 * is asked when Prometheus comes. Labels are of few values each: routes, root fields of the schema, codes, names of
 * jobs, never ids or what a client sends.
 */
export class Metrics {
  readonly registry = new Registry();
  readonly #codes: ReadonlySet<string> = new Set(errorCodes);
  readonly #series = new Map<string, Histogram.Internal<string>>();
  readonly #sources: { source: GaugeSource; gauge: Gauge }[] = [];
  readonly #http = this.#histogram(
    'http_request_seconds',
    'HTTP requests',
    ['method', 'route', 'status'],
    fast,
  );
  readonly #operations = this.#histogram(
    'graphql_operation_seconds',
    'Operations that ran, by kind and first field',
    ['kind', 'field'],
    fast,
  );
  readonly #errors = this.#counter('graphql_errors_total', 'Errors answered, by code', ['code']);
  readonly #sql = this.#histogram('sql_statement_seconds', 'Statements sent by requests and jobs', [], fast);
  readonly #runs = this.#counter('job_runs_total', 'Tries of jobs', ['name', 'outcome']);
  readonly #runSeconds = this.#histogram('job_seconds', 'How long tries of jobs took', ['name'], slow);
  readonly #calls = this.#histogram(
    'outgoing_call_seconds',
    'Calls to Stripe, suppliers and the mail server',
    ['service', 'call', 'outcome'],
    slow,
  );
  readonly #failedScrapes = this.#counter('scrape_failures_total', 'Gauges that could not be read', [
    'gauge',
  ]);

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  httpRequest(method: string, route: string, status: number, milliseconds: number): void {
    this.#observe(`${method} ${route} ${status}`, milliseconds, () =>
      this.#http.labels(method, route, String(status)),
    );
  }

  operation(kind: string, field: string, milliseconds: number): void {
    this.#observe(`${kind} ${field}`, milliseconds, () => this.#operations.labels(kind, field));
  }

  /** Looking a set of labels up costs more than counting: each is looked up once. */
  #observe(key: string, milliseconds: number, find: () => Histogram.Internal<string>): void {
    let series = this.#series.get(key);
    if (!series) {
      series = find();
      this.#series.set(key, series);
    }
    series.observe(milliseconds / 1000);
  }

  /** Codes that graphql-js or Apollo brings count as one. */
  graphqlError(code: unknown): void {
    this.#errors.labels(typeof code === 'string' && this.#codes.has(code) ? code : 'OTHER').inc();
  }

  statement(milliseconds: number): void {
    this.#sql.observe(milliseconds / 1000);
  }

  jobRun({ name, outcome, seconds }: { name: string; outcome: RunOutcome; seconds: number }): void {
    this.#runs.labels(name, outcome).inc();
    this.#runSeconds.labels(name).observe(seconds);
  }

  call(service: string, call: string, outcome: string, milliseconds: number): void {
    this.#calls.labels(service, call, outcome).observe(milliseconds / 1000);
  }

  addGauge(source: GaugeSource): void {
    const gauge = new Gauge({
      name: `tribi_${source.name}`,
      help: source.help,
      labelNames: [...source.labels],
      registers: [this.registry],
    });
    this.#sources.push({ source, gauge });
  }

  /** Reads every gauge and prints all in Prometheus' text format. A gauge that cannot be read is left out. */
  async scrape(): Promise<string> {
    await Promise.all(
      this.#sources.map(async ({ source, gauge }) => {
        const rows = await source.read().catch(() => null);
        // In one go: whoever else scrapes meanwhile sees the old values or the new ones.
        gauge.reset();
        for (const { labels, value } of rows ?? []) gauge.set(labels, value);
        if (!rows) this.#failedScrapes.labels(source.name).inc();
      }),
    );
    return this.registry.metrics();
  }

  #histogram<L extends string>(name: string, help: string, labelNames: L[], buckets: number[]) {
    return new Histogram({ name: `tribi_${name}`, help, labelNames, buckets, registers: [this.registry] });
  }

  #counter<L extends string>(name: string, help: string, labelNames: L[]) {
    return new Counter({ name: `tribi_${name}`, help, labelNames, registers: [this.registry] });
  }
}
