/**
 * Where to go after signing in: the path asked for if it is on this site, else the home page. Anything that a browser
 * could read as another site (`//evil`, `/\evil`, `https:…`, control characters) is ignored.
 */
export function safeRedirect(wanted: string | null, origin: string): string {
  if (!wanted?.startsWith('/')) return '/';
  const url = URL.parse(wanted, origin);
  if (!url || url.origin !== origin || url.pathname.startsWith('//')) return '/';
  return url.pathname + url.search + url.hash;
}

/** The address of the sign-in page that comes back to where the visitor is. */
export function signInAddress({
  pathname,
  search,
  hash,
}: {
  pathname: string;
  search: string;
  hash: string;
}): string {
  return `/sign-in?redirect=${encodeURIComponent(pathname + search + hash)}`;
}
