import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Logger } from '../../platform/logging/logger.ts';
import { isLocale } from '../../platform/request-context.ts';
import type { PageDrawing } from '../built-storefront.ts';
import { PngThread, TooManyDrawings } from './png-thread.ts';
import { type Ask, readFacts, type SharePage } from './share-facts.ts';
import { SharePictures } from './share-pictures.ts';

interface Parts {
  ask: typeof fetch;
  /** The browser's files. */
  folder: string;
  log: Logger;
  loadDrawing: () => Promise<PageDrawing>;
}

/** `jp.en.png`, `shop.es.png`. */
const fileName = /^([a-z0-9-]{1,40})\.([a-z]{2})\.png$/;

/** The pictures that others show beside a link to the shop (https://ogp.me). */
export function shareRoutes(server: FastifyInstance, parts: Parts): void {
  const thread = new PngThread();
  server.addHook('onClose', async () => thread.close());
  const send = sender(parts, new SharePictures(thread, parts.folder));
  server.get<{ Params: { file: string } }>('/share/:file', async (request, reply) => {
    const [, name, language = ''] = fileName.exec(request.params.file) ?? [];
    if (name !== 'shop' && name !== 'global') return noPicture(reply);
    return send({ kind: name, code: '' }, language, request, reply);
  });
  server.get<{ Params: { kind: string; file: string } }>('/share/:kind/:file', async (request, reply) => {
    const { kind, file } = request.params;
    const [, code, language = ''] = fileName.exec(file) ?? [];
    if (!code || (kind !== 'esim' && kind !== 'region')) return noPicture(reply);
    return send({ kind, code }, language, request, reply);
  });
}

/** Never throws: a picture is decoration, who asks shows the link without one and may come again. */
function sender({ ask, log, loadDrawing }: Parts, pictures: SharePictures) {
  const askApi = dataFrom(ask);
  return async (page: SharePage, language: string, request: FastifyRequest, reply: FastifyReply) => {
    if (!isLocale(language)) return noPicture(reply);
    try {
      const facts = await readFacts(askApi, page, language);
      if (!facts) return noPicture(reply);
      const tag = pictures.tagOf(page, facts);
      const headers = { 'cache-control': 'public, max-age=86400', etag: tag };
      if (request.headers['if-none-match'] === tag) return reply.status(304).headers(headers).send();
      const png = await pictures.png(page, facts, await loadDrawing());
      return reply.headers(headers).type('image/png').send(png);
    } catch (error) {
      if (!(error instanceof TooManyDrawings)) {
        log.error({ error, requestId: request.id }, 'share_picture_not_drawn');
      }
      return reply.status(503).headers({ 'cache-control': 'no-store', 'retry-after': '30' }).send();
    }
  };
}

const noPicture = (reply: FastifyReply) =>
  reply
    .status(404)
    .header('cache-control', 'public, max-age=300')
    .send({
      errors: [{ message: 'There is no such picture.', extensions: { code: 'NOT_FOUND' } }],
    });

const answerSchema = z.object({ data: z.unknown(), errors: z.array(z.unknown()).optional() });

/** @throws when the API does not answer, or with errors */
function dataFrom(ask: typeof fetch): Ask {
  return async (query, variables) => {
    const response = await ask('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'apollo-require-preflight': 'true' },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = answerSchema.parse(await response.json());
    if (errors) throw new Error(`The catalogue answered with errors: ${JSON.stringify(errors)}`);
    return data;
  };
}
