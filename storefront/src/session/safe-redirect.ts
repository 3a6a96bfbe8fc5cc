import { parseUrl } from '../api/parse-url.ts';

/**
 * Where to go after signing in: the path asked for if it is on this site, else the home page. Anything that a browser
 * could read as another site (`//evil`, `/\evil`, `https:…`, control characters) is ignored.
 */
export function safeRedirect(wanted: string | null, origin: string): string {
  if (!wanted?.startsWith('/')) return '/';
  const url = parseUrl(wanted, origin);
  if (!url || url.origin !== origin || url.pathname.startsWith('//')) return '/';
  return url.pathname + url.search + url.hash;
}

/**
 * The address of the sign-in page that comes back to where the visitor is. Without what stands behind the `#`: the
 * server is never sent that, and there may be a token in it.
 */
export function signInAddress({ pathname, search }: { pathname: string; search: string }): string {
  return `/sign-in?redirect=${encodeURIComponent(pathname + search)}`;
}
