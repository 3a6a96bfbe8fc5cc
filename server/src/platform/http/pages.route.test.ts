import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import { expect, it, onTestFinished } from 'vitest';
import { pageRoutes } from './pages.route.ts';

it('keeps files with a hash in their name for good, and no others, wherever the site lies', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'tribi-site-'));
  onTestFinished(() => rm(parent, { recursive: true }));
  const folder = join(parent, 'assets', 'site');
  await mkdir(join(folder, 'assets'), { recursive: true });
  await writeFile(join(folder, 'assets', 'page-1a2b.js'), '1');
  await writeFile(join(folder, 'worker.js'), '1');
  const server = Fastify();
  onTestFinished(() => server.close());
  await pageRoutes(server, [{ folder, prefix: '/', answer: async () => false }]);
  const kept = async (url: string) => (await server.inject(url)).headers['cache-control'];
  expect(await kept('/assets/page-1a2b.js')).toBe('public, max-age=31536000, immutable');
  expect(await kept('/worker.js')).toBe('no-cache');
});
