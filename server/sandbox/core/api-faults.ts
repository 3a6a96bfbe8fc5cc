import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';

/**
 * What may go wrong with one call of a sandbox's API. `…_after_commit`: the work is done and only the answer is lost,
 * which is the fault that makes careless clients charge or order twice.
 */
export const apiFaultModes = [
  'error500',
  'timeout',
  'timeout_after_commit',
  'reset',
  'reset_after_commit',
  'latency',
] as const;

const countSchema = z.union([z.int().min(1), z.literal('always')]);

/** Fields that every fault shares: how often it happens (default once), and to which calls. */
export const faultScope = {
  target: z.literal('api').default('api'),
  method: z.string().toUpperCase().optional(),
  // A segment may be `*`, which stands for any id.
  path: z.string().startsWith('/').optional(),
  times: countSchema.default(1),
  latencyMs: z.int().min(0).max(600_000).default(0),
};

interface ScopedFault {
  readonly mode: string;
  readonly method?: string | undefined;
  readonly path?: string | undefined;
  readonly times: number | 'always';
  readonly latencyMs: number;
}

/** The faults that wait to happen, taken in the order they were asked for. In memory: a restarted sandbox is healthy. */
export class FaultBoard<Fault extends ScopedFault> {
  #waiting: { fault: Fault; left: number }[] = [];

  add(fault: Fault): void {
    this.#waiting.push({ fault, left: fault.times === 'always' ? Number.POSITIVE_INFINITY : fault.times });
  }

  clear(): void {
    this.#waiting = [];
  }

  list(): Fault[] {
    return this.#waiting.map(({ fault }) => fault);
  }

  /** The first fault that fits this call, counted down. */
  take(method: string, path: string): Fault | null {
    const entry = this.#waiting.find(({ fault }) => fits(fault, method, path));
    if (!entry) return null;
    entry.left -= 1;
    if (entry.left <= 0) this.#waiting = this.#waiting.filter((other) => other !== entry);
    return entry.fault;
  }
}

function fits(fault: ScopedFault, method: string, path: string): boolean {
  if (fault.method !== undefined && fault.method !== method) return false;
  if (fault.path === undefined) return true;
  const wanted = fault.path.split('/');
  const actual = path.split('/');
  return (
    wanted.length === actual.length && wanted.every((part, index) => part === '*' || part === actual[index])
  );
}

/** Waits the fault's `latencyMs`. Of the mode `latency` this is part of the work: it happens while locks are held. */
export async function linger(fault: ScopedFault | null): Promise<void> {
  if (fault && fault.latencyMs > 0) await delay(fault.latencyMs, undefined, { ref: false });
}

/** Lets a fault happen before the work. Answers whether the call is over: `reset` and `timeout` end it here. */
export async function sufferBeforeWork(
  fault: ScopedFault | null,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  if (!fault) return false;
  if (fault.mode !== 'latency') await linger(fault);
  if (fault.mode === 'reset') return cut(request);
  if (fault.mode === 'timeout') return hang(response);
  return false;
}

/** Lets a fault happen after the work is committed. Answers whether the answer is lost. */
export async function sufferAfterWork(
  fault: ScopedFault | null,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  if (fault?.mode === 'reset_after_commit') return cut(request);
  if (fault?.mode === 'timeout_after_commit') return hang(response);
  return false;
}

function cut(request: IncomingMessage): true {
  request.socket.resetAndDestroy();
  return true;
}

/** Says nothing until the client has had enough (or the sandbox closes). */
async function hang(response: ServerResponse): Promise<true> {
  await new Promise<void>((resolve) => response.once('close', resolve));
  return true;
}
