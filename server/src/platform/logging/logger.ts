import pino, { type Logger as PinoLogger } from 'pino';
import type { Config } from '../../config.ts';

export type Logger = PinoLogger;

/** Keys whose values never reach a log line, at any of the first three levels of a logged object. */
export const secretKeys: readonly string[] = [
  'code',
  'token',
  'password',
  'authorization',
  'cookie',
  'set-cookie',
  'secret',
  'clientSecret',
  'client_secret',
  'activationCode',
  'activation_code',
  'matchingId',
  'qrCode',
  'apiKey',
  'x-api-key',
  'payload',
  'sealed',
];

/** `a***@example.com`: enough to recognise a mail domain in a log, not a person. */
export const maskEmail = (email: string): string => email.replace(/^(.)[^@]*(@.*)$/, '$1***$2');

/** JSON lines, or readable ones for a terminal. */
export function createLogger(log: Config['log']): Logger {
  const options: pino.LoggerOptions = {
    level: log.level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    messageKey: 'message',
    redact: {
      paths: secretKeys.flatMap((key) => {
        const path = /^\w+$/.test(key) ? key : `["${key}"]`;
        const nested = path.startsWith('[') ? `*${path}` : `*.${path}`;
        return [path, nested, path.startsWith('[') ? `*.*${path}` : `*.*.${path}`];
      }),
      censor: '[redacted]',
    },
    serializers: { error: pino.stdSerializers.err, err: pino.stdSerializers.err },
  };
  return log.format === 'json' ? pino(options) : pino(options, readableStream());
}

function readableStream(): pino.DestinationStream {
  return {
    write(line: string) {
      const { time, level, message, error, ...rest } = JSON.parse(line);
      const extras = Object.entries(rest).map(
        ([key, value]) => `${key}=${typeof value === 'object' ? JSON.stringify(value) : value}`,
      );
      const stack = error?.stack ? `\n${error.stack}` : '';
      process.stdout.write(
        `${String(time).slice(11, 23)} ${String(level).padEnd(5)} ${message ?? ''} ${extras.join(' ')}${stack}\n`,
      );
    },
  };
}
