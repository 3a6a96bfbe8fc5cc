import type { BuiltStorefront, DrawnPage, PageRequest } from './built-storefront.ts';

/** A page is drawn within this time, or left to the browser. */
const drawWithinMs = 3_000;
/** Pages that one process draws at once; in a rush the browsers of the rest draw theirs. */
const mostAtOnce = 8;

export interface PageAnswer {
  status: number;
  html: string;
  /** Why the page was not drawn here, for the log. */
  problem?: unknown;
}

const emptyRoot = '<div id="root"></div>';
const firstTitle = /<title>[^<]*<\/title>/;

/** Draws pages into the storefront's document. */
export class PageDrawer {
  readonly #storefront: BuiltStorefront;
  #drawing = 0;

  constructor(storefront: BuiltStorefront) {
    this.#storefront = storefront;
  }

  /**
   * Never throws: what cannot be drawn here, or not in time, is answered with the bare document, and the visitor's
   * browser draws the page and says what is wrong in their language.
   */
  async draw(request: Omit<PageRequest, 'signal'>): Promise<PageAnswer> {
    if (this.#drawing >= mostAtOnce) return this.#bare(request);
    this.#drawing += 1;
    try {
      const signal = AbortSignal.timeout(drawWithinMs);
      const page = await this.#storefront.drawing.renderPage({ ...request, signal });
      return { status: page.status, html: this.#compose(page) };
    } catch (problem) {
      return { ...this.#bare(request), problem };
    } finally {
      this.#drawing -= 1;
    }
  }

  #compose({ locale, theme, head, body, handover, files }: DrawnPage): string {
    const { document, preloads } = this.#storefront;
    return inLight(document, locale, theme)
      .replace(firstTitle, () => head + preloads(files))
      .replace(emptyRoot, () => `<div id="root">${body}</div>${handover}`);
  }

  #bare({ url, cookies }: Pick<PageRequest, 'url' | 'cookies'>): PageAnswer {
    const { drawing, document } = this.#storefront;
    return {
      status: 200,
      html: inLight(document, drawing.localeOf(url.split('?')[0] ?? '/'), drawing.themeOf(cookies)),
    };
  }
}

const manifest = 'href="/manifest.webmanifest"';

const inLight = (document: string, locale: string, theme: string) =>
  document
    .replace('<html lang="en">', () => `<html lang="${locale}" data-theme="${theme}">`)
    .replace(manifest, () => (locale === 'en' ? manifest : `href="/manifest.${locale}.webmanifest"`));
