import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Files with a content hash in their name never change. */
const immutable = /\/assets\//;

function repositoryRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'storefront', 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('No storefront beside the server');
    folder = parent;
  }
  return folder;
}

/** The built storefront at / and back-office at /admin; each answers any page address with its one document. */
export async function pageRoutes(server: FastifyInstance): Promise<void> {
  const root = repositoryRoot();
  const apps = [
    { folder: join(root, 'admin', 'dist'), prefix: '/admin/' },
    { folder: join(root, 'storefront', 'dist'), prefix: '/' },
  ].filter(({ folder }) => existsSync(folder));
  for (const [index, { folder, prefix }] of apps.entries()) {
    await server.register(fastifyStatic, {
      root: folder,
      prefix,
      decorateReply: index === 0,
      wildcard: false,
      setHeaders: (reply, path) => {
        reply.header(
          'cache-control',
          immutable.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
        );
      },
    });
  }
  server.setNotFoundHandler((request, reply) => {
    const wantsPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
    const app = apps.find(({ prefix }) => `${request.url.split('?')[0]}/`.startsWith(prefix));
    if (!wantsPage || !app) {
      return reply.status(404).send({
        errors: [{ message: 'There is nothing at this address.', extensions: { code: 'NOT_FOUND' } }],
      });
    }
    return reply.header('cache-control', 'no-cache').sendFile('index.html', app.folder);
  });
}
