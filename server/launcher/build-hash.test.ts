import { mkdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuildTarget, buildStale } from './build.ts';
import { hashSources } from './build-hash.ts';
import { removeFolder, tempFolder } from './testing.ts';

let root: string;
const sources = ['shop', 'package-lock.json'];
const hash = () => hashSources(root, sources);
const put = (path: string, text: string) => writeFile(join(root, path), text);

beforeAll(async () => {
  root = await tempFolder();
  for (const folder of ['shop/src/inner', 'shop/dist', 'shop/node_modules', 'node_modules/.bin']) {
    await mkdir(join(root, folder), { recursive: true });
  }
  await put('shop/src/inner/page.ts', 'one');
  await put('package-lock.json', '{}');
  // A compiler whose result is the number of times it ran.
  await writeFile(
    join(root, 'node_modules/.bin/compile'),
    '#!/bin/sh\nprintf x >> ../count; test ! -e src/broken.ts || { echo "broken.ts(1,1): no"; exit 2; }\n',
    {
      mode: 0o755,
    },
  );
});

afterAll(() => removeFolder(root));

describe('hashSources', () => {
  it('follows content and names, at any depth', async () => {
    const before = await hash();
    await put('shop/src/inner/page.ts', 'two');
    const changed = await hash();
    await rename(join(root, 'shop/src/inner/page.ts'), join(root, 'shop/src/inner/other.ts'));
    const renamed = await hash();
    await put('package-lock.json', '{ }');
    expect(new Set([before, changed, renamed, await hash()]).size).toBe(4);
  });

  it('does not follow times, tests, packages and results', async () => {
    const before = await hash();
    await utimes(join(root, 'shop/src/inner/other.ts'), 1, 1);
    await put('shop/src/inner/page.test.ts', 'a test');
    await put('shop/dist/page.js', 'a result');
    await put('shop/node_modules/package.js', 'a package');
    expect(await hash()).toBe(before);
  });
});

describe('buildStale', () => {
  const target: BuildTarget = {
    ...{
      name: 'shop',
      sources,
      output: 'shop/dist',
      tool: 'compile',
      args: [],
      cwd: 'shop',
      isCleaned: false,
    },
  };
  const count = async () => (await hashSources(root, ['count'])).slice(0, 8);
  const build = (signal?: AbortSignal) =>
    buildStale({ root, targets: [target], log: () => undefined, signal });

  it('builds once, and again after a change or when the result is gone', async () => {
    const counts = [await count()];
    await build();
    counts.push(await count());
    await build();
    expect(await count()).toBe(counts[1]);
    await put('shop/src/inner/other.ts', 'three');
    await build();
    counts.push(await count());
    await rm(join(root, 'shop/dist/.build-hash'));
    await build();
    counts.push(await count());
    expect(new Set(counts).size).toBe(4);
  });

  it('shows what the compiler says, and tries again the next time', async () => {
    await put('shop/src/broken.ts', '');
    const words = expect.stringContaining('broken.ts(1,1): no');
    await expect(build()).rejects.toMatchObject({ code: 'BUILD_FAILED', message: words });
    await expect(build()).rejects.toMatchObject({ code: 'BUILD_FAILED' });
    const before = await count();
    await rm(join(root, 'shop/src/broken.ts'));
    await build();
    expect(await count()).not.toBe(before);
    await put('shop/src/broken.ts', '');
    await expect(build(AbortSignal.abort())).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});
