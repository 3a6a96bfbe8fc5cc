/** A URL, or null where the text is none: `URL.parse` for browsers that do not have it yet. */
export function parseUrl(text: string, base?: string): URL | null {
  try {
    return new URL(text, base);
  } catch {
    return null;
  }
}
