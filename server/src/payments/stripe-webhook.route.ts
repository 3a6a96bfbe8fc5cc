import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { RequestContext } from '../platform/request-context.ts';
import { InvalidSignature, type PaymentGateway } from './payment-gateway.ts';
import type { StripeEventService } from './stripe-event.service.ts';

interface Parts {
  gateway: PaymentGateway;
  events: StripeEventService;
  contextOf(request: FastifyRequest): RequestContext;
}

/** POST /webhooks/stripe. The signature covers the bytes as they came, so the body is not parsed before it. */
export async function stripeWebhookRoute(server: FastifyInstance, parts: Parts): Promise<void> {
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.post('/webhooks/stripe', async (request, reply) => {
      const ctx = parts.contextOf(request);
      const signature = request.headers['stripe-signature'];
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      try {
        const event = parts.gateway.readEvent(
          body,
          typeof signature === 'string' ? signature : undefined,
          ctx.clock.now(),
        );
        await parts.events.receive(ctx, event);
        return { received: true };
      } catch (error) {
        if (!(error instanceof InvalidSignature)) throw error;
        ctx.log.warn('webhook_refused');
        return reply
          .status(400)
          .send({ errors: [{ message: error.message, extensions: { code: 'INVALID_SIGNATURE' } }] });
      }
    });
  });
}
