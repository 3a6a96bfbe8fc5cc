import pino, { type Logger as PinoLogger } from 'pino';
import type { Config } from '../../config.ts';
import { redact } from './redact.ts';

export type Logger = PinoLogger;

/**
 * JSON lines, or readable ones for a terminal. What is logged passes through `redact` first: messages, objects and
 * errors, and what a child logger says on each of its lines.
 */
export function createLogger(log: Config['log'], write?: (line: string) => void): Logger {
  const options: pino.LoggerOptions = {
    ...lineOptions(log),
    formatters: { level: (label) => ({ level: label }) },
    hooks: {
      logMethod(args, method) {
        Reflect.apply(method, this, args.map(redactArgument));
      },
    },
  };
  const logger = pino(options, destination(log, write));
  const { child } = logger;
  // Children are made from their parents, and so take this too. pino would look at the first one's fields alone.
  return Object.assign(logger, {
    child(this: Logger, bindings: pino.Bindings, ...rest: unknown[]) {
      return Reflect.apply(child, this, [redact(bindings), ...rest]);
    },
  });
}

const redactArgument = (value: unknown): unknown =>
  value instanceof Error ? { error: redact(value) } : redact(value);

/**
 * A logger for lines of fixed fields that hold no secret, one for each request: it looks into none of them, which
 * would cost more than the line itself.
 */
export function createPlainLogger(log: Config['log'], write?: (line: string) => void): Logger {
  const options = { ...lineOptions(log), formatters: { level: (label: string) => ({ level: label }) } };
  return pino(options, destination(log, write));
}

const lineOptions = (log: Config['log']) => ({
  level: log.level,
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  messageKey: 'message',
});

function destination(log: Config['log'], write?: (line: string) => void): pino.DestinationStream {
  const raw = write ? { write } : null;
  return log.format === 'json' ? (raw ?? pino.destination(1)) : readableStream(write ?? toStandardOutput);
}

const toStandardOutput = (line: string): void => void process.stdout.write(line);

function readableStream(write: (line: string) => void): pino.DestinationStream {
  return {
    write(line: string) {
      const { time, level, message, error, ...rest } = JSON.parse(line);
      const extras = Object.entries(rest).map(
        ([key, value]) => `${key}=${typeof value === 'object' ? JSON.stringify(value) : value}`,
      );
      const stack = error?.stack ? `\n${error.stack}` : '';
      write(
        `${String(time).slice(11, 23)} ${String(level).padEnd(5)} ${message ?? ''} ${extras.join(' ')}${stack}\n`,
      );
    },
  };
}
