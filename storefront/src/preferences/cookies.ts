const ONE_YEAR = 60 * 60 * 24 * 365;

/** The value of a cookie that scripts may read, or null. */
export function readCookie(name: string, cookies = document.cookie): string | null {
  for (const pair of cookies.split(';')) {
    const [key, ...rest] = pair.trim().split('=');
    if (key === name) return decoded(rest.join('='));
  }
  return null;
}

/** A cookie may hold anything: one that is not encoded as we do counts as none. */
function decoded(value: string): string | null {
  try {
    return decodeURIComponent(value);
  } catch {
    return null;
  }
}

/** Kept for a year and sent to the server too, so that it may answer in the same language. */
export function writeCookie(name: string, value: string): void {
  const secure = location.protocol === 'https:' ? '; secure' : '';
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is still missing in Firefox and older Safari
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=${ONE_YEAR}; samesite=lax${secure}`;
}
