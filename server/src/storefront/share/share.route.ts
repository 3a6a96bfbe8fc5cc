import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '../../platform/logging/logger.ts';
import type { PageDrawing, SharePage } from '../built-storefront.ts';
import { PngThread, TooManyDrawings } from './png-thread.ts';
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
  return async (page: SharePage, language: string, request: FastifyRequest, reply: FastifyReply) => {
    try {
      const drawing = await loadDrawing();
      const facts = await drawing.shareFacts(ask, page, language);
      if (!facts) return noPicture(reply);
      const tag = pictures.tagOf(page, facts);
      const headers = { 'cache-control': 'public, max-age=86400', etag: tag };
      if (request.headers['if-none-match'] === tag) return reply.status(304).headers(headers).send();
      const png = await pictures.png(page, facts, drawing);
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
