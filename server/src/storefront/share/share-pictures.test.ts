import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PngThread, TooManyDrawings } from './png-thread.ts';
import { cardColours, cardSize, drawCard } from './share-card.ts';
import { SharePictures } from './share-pictures.ts';

const shapes = {
  outlineFile: (iso2: string) => `${iso2}.svg`,
  flagFile: (iso2: string) => `flag-${iso2}.svg`,
  drawWorld: async () => '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9"/>',
  drawRegion: async () => null,
};
const page = { kind: 'esim', code: 'jp' } as const;
const facts = {
  title: 'República Centroafricana',
  detail: 'eSIM de viaje prepago',
  price: { from: 'desde', amount: '10,50 US$' },
  codes: ['JP'],
};
const drawn = drawCard({ ...facts, flag: null, drawing: null, isMap: false });

let folder: string;
let thread: PngThread;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tribi-share-'));
  await writeFile(
    join(folder, 'JP.svg'),
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><path d="M0,0h100v100h-100z"/></svg>',
  );
  thread = new PngThread();
});
afterAll(() => thread.close());

const colourAt = ({ data, width }: PNG, x: number, y: number) =>
  `#${data.subarray((y * width + x) * 4, (y * width + x) * 4 + 3).toString('hex')}`;

describe('a share picture', () => {
  it('is a PNG of the size it is announced in, with the outline on the pass', async () => {
    const png = PNG.sync.read(await new SharePictures(thread, folder).png(page, facts, shapes));
    expect({ width: png.width, height: png.height }).toEqual(cardSize);
    expect(colourAt(png, 720, 240)).toBe(cardColours.outline);
    expect(colourAt(png, 1000, 300)).toBe(cardColours.stub);
  });

  it('is drawn once for many who ask, and anew when something else is to be shown', async () => {
    let drawings = 0;
    const draw = async () => {
      drawings += 1;
      return Uint8Array.of(drawings);
    };
    const pictures = new SharePictures({ draw }, folder);
    const many = await Promise.all([1, 2, 3].map(() => pictures.png(page, facts, shapes)));
    expect(many.map((png) => png[0])).toEqual([1, 1, 1]);
    const dearer = { ...facts, price: { from: 'desde', amount: '11 US$' } };
    expect(pictures.tagOf(page, dearer)).not.toBe(pictures.tagOf(page, facts));
    await pictures.png(page, dearer, shapes);
    expect(drawings).toBe(2);
  });

  it('that failed is drawn again, and no more are kept than there is room for', async () => {
    let drawings = 0;
    const once = {
      draw: async () => {
        drawings += 1;
        if (drawings === 1) throw new Error('broken');
        return Uint8Array.of(1);
      },
    };
    const pictures = new SharePictures(once, folder);
    await expect(pictures.png(page, facts, shapes)).rejects.toThrow('broken');
    await pictures.png(page, facts, shapes);
    for (let title = 0; title < 320; title += 1) {
      await pictures.png(page, { ...facts, title: String(title) }, shapes);
    }
    await pictures.png(page, facts, shapes);
    expect(drawings).toBe(2 + 320 + 1);
  });
});

describe('the drawing thread', () => {
  it('survives what it cannot draw', async () => {
    const broken = { type: 'img', key: null, props: {} };
    await expect(thread.draw(broken, cardSize)).rejects.toThrow(/source/);
    expect((await thread.draw(drawn, cardSize)).length).toBeGreaterThan(10_000);
  });

  it('takes no more than it can draw soon, and answers the rest at once', async () => {
    const own = new PngThread();
    const all = Array.from({ length: 20 }, () => own.draw(drawn, cardSize));
    const refused = await Promise.allSettled(all.slice(16));
    expect(refused.every((end) => end.status === 'rejected' && end.reason instanceof TooManyDrawings)).toBe(
      true,
    );
    own.close();
    const ended = await Promise.allSettled(all.slice(0, 16));
    expect(ended.every(({ status }) => status === 'rejected')).toBe(true);
  });
});
