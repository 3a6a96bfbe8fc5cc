import type { IncomingMessage } from 'node:http';

const loopbackHosts = new Set(['127.0.0.1', 'localhost', '[::1]']);

function isLoopbackPeer(request: IncomingMessage): boolean {
  const address = request.socket.remoteAddress ?? '';
  return address.startsWith('127.') || address === '::1' || address.startsWith('::ffff:127.');
}

/**
 * Whether a private sandbox answers this request: the peer is this machine, and the Host header names it. The second
 * check stops DNS rebinding: a web page whose name was made to resolve to 127.0.0.1 still sends its own name.
 */
export function isFromThisMachine(request: IncomingMessage): boolean {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  return isLoopbackPeer(request) && loopbackHosts.has(host);
}

/** Whether a control request (`/_sandbox/…`) is let in: this machine only, and never from a page of another origin. */
export function mayControl(request: IncomingMessage): boolean {
  if (!isLoopbackPeer(request)) return false;
  const origin = request.headers.origin;
  return origin === undefined || origin === `http://${request.headers.host ?? ''}`;
}
