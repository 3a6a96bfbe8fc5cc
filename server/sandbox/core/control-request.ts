import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { mayControl } from './host-guard.ts';
import { pathOf, readBody, sendJson, UnreadableBodyError } from './http-server.ts';

/** What a control handler gets: the JSON body (an empty one is `{}`), and the path's variable part. */
interface ControlCall {
  readonly body: unknown;
  readonly id: string;
  readonly query: URLSearchParams;
}

/** Keyed by `METHOD /_sandbox/…`; a segment `:id` is handed over as `id`. What is returned is answered as JSON. */
export type ControlRoutes = Readonly<Record<string, (call: ControlCall) => unknown>>;

export class ControlError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Answers `/_sandbox/…`, the switchboard of tests: to this machine only, never to a page of another origin. */
export async function answerControl(
  routes: ControlRoutes,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!mayControl(request))
    return sendJson(response, 403, { error: 'Control answers its own machine only.' });
  try {
    const found = findRoute(routes, `${request.method} ${pathOf(request)}`);
    if (!found) throw new ControlError(404, `Unknown control. Known: ${Object.keys(routes).join(', ')}`);
    const text = await readBody(request);
    const body: unknown = text === '' ? {} : JSON.parse(text);
    const query = new URL(request.url ?? '/', 'http://sandbox').searchParams;
    const result = await found.handler({ body, id: found.id, query });
    sendJson(response, 200, result ?? { ok: true });
  } catch (error) {
    const { status, message } = refusal(error);
    sendJson(response, status, { error: message });
  }
}

function findRoute(routes: ControlRoutes, key: string) {
  const wanted = key.split('/');
  for (const [pattern, handler] of Object.entries(routes)) {
    const parts = pattern.split('/');
    if (parts.length !== wanted.length) continue;
    if (!parts.every((part, index) => part === ':id' || part === wanted[index])) continue;
    const at = parts.indexOf(':id');
    return { handler, id: at < 0 ? '' : decodeURIComponent(wanted[at] ?? '') };
  }
  return null;
}

function refusal(error: unknown): { status: number; message: string } {
  if (error instanceof ControlError) return error;
  if (error instanceof z.ZodError) return { status: 400, message: z.prettifyError(error) };
  if (error instanceof SyntaxError) return { status: 400, message: 'The body is not JSON.' };
  if (error instanceof UnreadableBodyError) return { status: 413, message: error.message };
  throw error;
}
