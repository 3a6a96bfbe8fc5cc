import type { Config } from '../../config.ts';

/** What ConnectedYou says to our key. */
export type Probe = 'taken' | 'refused' | 'unreachable' | 'broken';

/**
 * Asks with our key for an order of nothing. It names no plan and no partner, so nothing can be made of it: whoever
 * refuses it for that has taken the key.
 */
export async function probeConnectedYou(settings: Config['connectedYou']): Promise<Probe> {
  try {
    const response = await fetch(new URL('/partners/orders', settings.baseUrl), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-api-key': settings.apiKey },
      body: '{}',
      redirect: 'error',
      signal: AbortSignal.timeout(settings.timeoutMs),
    });
    await response.body?.cancel().catch(() => {});
    if (response.status === 401 || response.status === 403) return 'refused';
    return response.status >= 500 ? 'broken' : 'taken';
  } catch {
    return 'unreachable';
  }
}
