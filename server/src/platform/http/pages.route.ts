import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Files with a content hash in their name never change. Where the site itself lies says nothing. */
const isImmutable = (folder: string, path: string): boolean =>
  relative(folder, path).split(sep).includes('assets');

export function repositoryRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'storefront', 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('No storefront beside the server');
    folder = parent;
  }
  return folder;
}

const documentHeaders = [
  'content-security-policy',
  'cross-origin-opener-policy',
  'origin-agent-cluster',
  'referrer-policy',
  'x-dns-prefetch-control',
  'x-download-options',
  'x-frame-options',
  'x-permitted-cross-domain-policies',
  'x-xss-protection',
];

export interface Site {
  folder: string;
  prefix: string;
  /** Answers addresses that are no file; false where it is none of the site's. */
  answer(request: FastifyRequest, reply: FastifyReply): Promise<boolean>;
}

/** The built back-office below /admin/: one document for each of its addresses. */
export function adminSite(): Site {
  const folder = join(repositoryRoot(), 'admin', 'dist');
  return {
    folder,
    prefix: '/admin/',
    answer: async (request, reply) => {
      const wantsPage = (request.headers.accept ?? '').includes('text/html');
      if (wantsPage) await reply.header('cache-control', 'no-cache').sendFile('index.html', folder);
      return wantsPage;
    },
  };
}

/** The files of built sites, and what they answer beside their files. */
export async function pageRoutes(server: FastifyInstance, wanted: readonly Site[]): Promise<void> {
  const sites = wanted.filter(({ folder }) => existsSync(folder));
  for (const [index, { folder, prefix }] of sites.entries()) {
    await server.register(fastifyStatic, {
      root: folder,
      prefix,
      decorateReply: index === 0,
      wildcard: false,
      // The storefront's one document is the ground its pages are drawn on, and no page itself.
      globIgnore: ['index.html*'],
      index: false,
      preCompressed: true,
      setHeaders: (reply, path) => {
        const isForGood = isImmutable(folder, path);
        // Rules for documents: with each of many small files they would be a good part of what is sent.
        if (isForGood) for (const name of documentHeaders) reply.removeHeader(name);
        reply.header('cache-control', isForGood ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }
  for (const site of sites) {
    server.get(`${site.prefix}*`, { compress: {} }, async (request, reply) => {
      if (await site.answer(request, reply)) return reply;
      return nothingHere(reply);
    });
  }
  server.setNotFoundHandler(async (_request, reply) => nothingHere(reply));
}

const nothingHere = (reply: FastifyReply) =>
  reply.status(404).send({
    errors: [{ message: 'There is nothing at this address.', extensions: { code: 'NOT_FOUND' } }],
  });
