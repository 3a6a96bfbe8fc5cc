/** A thread that turns drawings into PNG: laying out and painting take some 100 ms, in which nothing else could run. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import satori, { type Font } from 'satori';
import type { PngAnswer, PngTask } from './png-thread.ts';

const require = createRequire(import.meta.url);

const faces = [
  {
    name: 'Inter',
    file: require.resolve('@fontsource/inter/files/inter-latin-400-normal.woff'),
    weight: 400,
  },
  {
    name: 'Inter',
    file: require.resolve('@fontsource/inter/files/inter-latin-600-normal.woff'),
    weight: 600,
  },
  {
    name: 'Plus Jakarta Sans',
    file: require.resolve('@fontsource/plus-jakarta-sans/files/plus-jakarta-sans-latin-800-normal.woff'),
    weight: 800,
  },
] as const;

async function prepare(): Promise<Font[]> {
  const [fonts] = await Promise.all([
    Promise.all(
      faces.map(async ({ name, file, weight }) => ({
        name,
        weight,
        style: 'normal' as const,
        data: await readFile(file),
      })),
    ),
    readFile(require.resolve('@resvg/resvg-wasm/index_bg.wasm')).then((wasm) => initWasm(wasm)),
  ]);
  return fonts;
}

const ready = prepare();
// Told with each task instead.
ready.catch(() => undefined);

parentPort?.on('message', async ({ id, drawing, size }: PngTask) => {
  try {
    const svg = await satori(drawing, { ...size, fonts: await ready });
    const painter = new Resvg(svg);
    const image = painter.render();
    const answer: PngAnswer = { id, png: image.asPng() };
    image.free();
    painter.free();
    parentPort?.postMessage(answer);
  } catch (error) {
    const answer: PngAnswer = { id, problem: String(error) };
    parentPort?.postMessage(answer);
  }
});
