import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PageDrawing, ShareFacts, SharePage } from '../built-storefront.ts';
import type { PngThread } from './png-thread.ts';
import { cardColours, cardSize, drawCard, type ShareCard } from './share-card.ts';

/** Raised when the drawing itself changes: pictures kept by others are then fetched anew. */
const design = 1;
/** About 60 kB each. */
const mostKept = 300;

type Shapes = Pick<PageDrawing, 'outlineFile' | 'flagFile' | 'drawWorld' | 'drawRegion'>;

/** Finished pictures by what they show; the longest unasked goes first when there are too many. */
export class SharePictures {
  readonly #thread: Pick<PngThread, 'draw'>;
  readonly #folder: string;
  readonly #kept = new Map<string, Promise<Buffer>>();

  /** @param folder the browser's files, where the build put outlines and flags */
  constructor(thread: Pick<PngThread, 'draw'>, folder: string) {
    this.#thread = thread;
    this.#folder = folder;
  }

  /** The tag of a picture: another one as soon as it would show something else. */
  tagOf(page: SharePage, facts: ShareFacts): string {
    const shown = JSON.stringify([design, page.kind, facts]);
    return `"${createHash('sha256').update(shown).digest('base64url').slice(0, 22)}"`;
  }

  /**
   * The picture as PNG. Asked for by many at once, it is drawn once.
   * @throws TooManyDrawings, or what went wrong; it is drawn anew when next asked for
   */
  async png(page: SharePage, facts: ShareFacts, shapes: Shapes): Promise<Buffer> {
    const tag = this.tagOf(page, facts);
    const known = this.#kept.get(tag);
    if (known) this.#kept.delete(tag);
    const picture = known ?? this.#draw(page, facts, shapes);
    this.#kept.set(tag, picture);
    picture.catch(() => this.#kept.delete(tag));
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > mostKept && oldest) this.#kept.delete(oldest);
    return picture;
  }

  async #draw(page: SharePage, facts: ShareFacts, shapes: Shapes): Promise<Buffer> {
    const { title, detail, price, codes } = facts;
    const pictures =
      page.kind === 'esim' ? await this.#ofCountry(codes, shapes) : await mapOf(page.kind, codes, shapes);
    const png = await this.#thread.draw(drawCard({ title, detail, price, ...pictures }), cardSize);
    return Buffer.from(png.buffer, png.byteOffset, png.byteLength);
  }

  async #ofCountry([iso2 = '']: readonly string[], shapes: Shapes): Promise<Pictures> {
    const [flag, outline] = await Promise.all([
      this.#file(shapes.flagFile(iso2)),
      this.#file(shapes.outlineFile(iso2)),
    ]);
    const drawing = outline?.replace('<path ', `<path fill="${cardColours.outline}" `) ?? null;
    return { flag, drawing, isMap: false };
  }

  /** Not every country has one: some are too small to be on the map. */
  async #file(path: string): Promise<string | null> {
    return readFile(join(this.#folder, path), 'utf8').catch(() => null);
  }
}

type Pictures = Pick<ShareCard, 'flag' | 'drawing' | 'isMap'>;

async function mapOf(kind: SharePage['kind'], codes: readonly string[], shapes: Shapes): Promise<Pictures> {
  const colours = { land: cardColours.land, covered: cardColours.covered };
  const drawing =
    kind === 'region' ? await shapes.drawRegion(codes, colours) : await shapes.drawWorld(codes, colours);
  return { flag: null, drawing, isMap: true };
}
