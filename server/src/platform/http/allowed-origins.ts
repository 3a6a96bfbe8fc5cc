import type { Config } from '../../config.ts';

/**
 * Which pages may use the session cookie: ours, and those of ALLOWED_ORIGINS. A request without an Origin does
 * not come from another site's page (browsers send one with every mutation and WebSocket).
 */
export function originChecker(config: Config) {
  const allowed = new Set([new URL(config.publicUrl).origin, ...config.allowedOrigins]);
  return (origin: string | undefined, host: string | undefined): boolean => {
    if (origin === undefined || allowed.has(origin)) return true;
    // Without a fixed address (a developer's machine, tests) our pages are those served from the very host asked.
    return !config.isPublicUrlFixed && host !== undefined && origin === `http://${host}`;
  };
}
