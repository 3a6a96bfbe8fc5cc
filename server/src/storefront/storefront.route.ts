import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { repositoryRoot, type Site } from '../platform/http/pages.route.ts';
import { languagesOf } from '../platform/i18n/accept-language.ts';
import type { Logger } from '../platform/logging/logger.ts';
import { type BuiltStorefront, loadBuiltStorefront } from './built-storefront.ts';
import { PageDrawer } from './page-drawer.ts';
import { robotsText } from './robots.ts';
import { shareRoutes } from './share/share.route.ts';
import { drawSiteMap } from './site-map.ts';

interface Parts {
  /** Scheme and host of the shop as others reach it. */
  origin: string;
  log: Logger;
}

/** The storefront: its files, each page drawn, the site map and the word for robots. */
export function storefrontSite(server: FastifyInstance, { origin, log }: Parts): Site {
  const folder = join(repositoryRoot(), 'storefront', 'dist');
  const site = { folder: join(folder, 'browser'), prefix: '/' };
  if (!existsSync(site.folder)) return { ...site, answer: async () => false };
  // Read while the shop starts, so that the first visitor need not wait for it; nothing of it is needed to start.
  const loading = loadBuiltStorefront(folder).then((built) => ({ built, drawer: new PageDrawer(built) }));
  loading.catch((error) => log.error({ error }, 'storefront_not_loaded'));
  const ask = apiOf(server);
  server.get('/robots.txt', async (_request, reply) => reply.type('text/plain').send(robotsText(origin)));
  server.get('/sitemap.xml', async (_request, reply) =>
    reply
      .type('application/xml')
      .header('cache-control', 'public, max-age=3600')
      .send(await drawSiteMap((await loading).built.drawing, ask, origin)),
  );

  shareRoutes(server, {
    ...{ ask, folder: site.folder, log },
    loadDrawing: async () => (await loading).built.drawing,
  });

  const answer: Site['answer'] = async (request, reply) => {
    const { built, drawer } = await loading;
    if (!isWanted(request, built)) return false;
    const cookies = request.headers.cookie ?? '';
    const languages = languagesOf(request.headers['accept-language']);
    reply.header('vary', 'accept-language, cookie').header('cache-control', 'private, no-cache');
    const url = pageUrl(request.url);
    const elsewhere = built.drawing.languageToGoTo({ url, languages, cookies });
    if (elsewhere) {
      const [path = '/', ...query] = url.split('?');
      const target = [built.drawing.inLocale(elsewhere, path), ...query].join('?');
      await reply.redirect(target, 302);
      return true;
    }
    const page = await drawer.draw({
      url,
      origin,
      languages,
      cookies,
      fetch: apiOf(server, request.ip),
    });
    if (page.problem) log.error({ error: page.problem, requestId: request.id }, 'page_not_drawn');
    await reply.status(page.status).type('text/html; charset=utf-8').send(page.html);
    return true;
  };
  return { ...site, answer };
}

/** No page begins with two slashes, which would be read as the name of a host: drawn is the page that says so. */
const pageUrl = (url: string): string => (/^\/[/\\]/.test(url) ? '/not-found' : url);

/** A browser says that it reads HTML; who takes anything, as many who show links do, gets the pages that there are. */
function isWanted(request: FastifyRequest, { drawing }: BuiltStorefront): boolean {
  const accept = request.headers.accept ?? '*/*';
  if (accept.includes('text/html')) return true;
  return accept.includes('*/*') && drawing.isPage(request.url.split('?')[0] ?? '/');
}

/**
 * The shop's own API as `fetch`, without the way over the network.
 * @param visitor whose page is drawn: what is limited by address counts for theirs
 */
function apiOf(server: FastifyInstance, visitor?: string): typeof fetch {
  return async (input, init) => {
    const response = await server.inject({
      method: 'POST',
      url: String(input),
      headers: Object.fromEntries(new Headers(init?.headers)),
      payload: String(init?.body ?? ''),
      ...(visitor ? { remoteAddress: visitor } : {}),
    });
    return new Response(response.payload, {
      status: response.statusCode,
      headers: { 'content-type': String(response.headers['content-type'] ?? 'application/json') },
    });
  };
}
