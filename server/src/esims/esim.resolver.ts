import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Resolver, Root } from 'type-graphql';
import { UserType } from '../accounts/sign-in.types.ts';
import type { User } from '../accounts/user.entity.ts';
import { loadOrder } from '../orders/order.query.ts';
import { PlanSnapshot } from '../orders/order.type.ts';
import { Auth } from '../platform/graphql/auth.directive.ts';
import { encodeCursor, type Page, pageRequest, toPage } from '../platform/graphql/connection.ts';
import { signedIn } from '../platform/graphql/graphql-context.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { parseActivationCode } from './activation-code.ts';
import { loadCodeOut } from './code-out.ts';
import { Esim } from './esim.entity.ts';
import { isUsable } from './esim.states.ts';
import {
  DataUsage,
  EsimConnection,
  EsimType,
  InstallLinks,
  ResendDeliveryResult,
  RevealResult,
} from './esim.type.ts';
import { installLinks } from './install-links.ts';
import { qrDataUrl } from './qr-code.ts';
import type { ResendService } from './resend.service.ts';
import type { RevealService } from './reveal.service.ts';

@Resolver(() => EsimType)
export class EsimResolver {
  readonly #reveals: RevealService;
  readonly #resends: ResendService;

  constructor(parts: { reveals: RevealService; resends: ResendService }) {
    this.#reveals = parts.reveals;
    this.#resends = parts.resends;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'The full LPA string, LPA:1$<SM-DP+ address>$<matching id>.',
  })
  async activationCode(@Root() esim: Esim, @Ctx() ctx: RequestContext): Promise<string | null> {
    return (await ownCode(ctx, esim))?.activationCode ?? null;
  }

  @FieldResolver(() => String, { nullable: true })
  async smdpAddress(@Root() esim: Esim, @Ctx() ctx: RequestContext): Promise<string | null> {
    return (await ownCode(ctx, esim))?.smdpAddress ?? null;
  }

  @FieldResolver(() => String, { nullable: true })
  async matchingId(@Root() esim: Esim, @Ctx() ctx: RequestContext): Promise<string | null> {
    return (await ownCode(ctx, esim))?.matchingId ?? null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'PNG as a data: URL; it decodes to activationCode.',
  })
  async qrCode(@Root() esim: Esim, @Ctx() ctx: RequestContext): Promise<string | null> {
    const code = await ownCode(ctx, esim);
    return code ? qrDataUrl(code.activationCode) : null;
  }

  @FieldResolver(() => InstallLinks, { nullable: true })
  async installLinks(@Root() esim: Esim, @Ctx() ctx: RequestContext): Promise<InstallLinks | null> {
    const code = await ownCode(ctx, esim);
    return code ? installLinks(code.activationCode) : null;
  }

  @FieldResolver(() => PlanSnapshot)
  async plan(@Root() esim: Esim, @Ctx() ctx: RequestContext): Promise<PlanSnapshot | null> {
    return (await loadOrder(ctx, esim.orderId))?.planSnapshot ?? null;
  }

  @FieldResolver(() => Boolean, {
    description:
      'Its price went back or is on its way, by a refund or a lost dispute. False while a refund that failed waits for a person.',
  })
  async isRefunded(@Root() esim: Esim, @Ctx() ctx: RequestContext): Promise<boolean> {
    const order = await loadOrder(ctx, esim.orderId);
    // A lost dispute took the money without settling the eSIM: it can be won after all.
    if (order?.paymentStatus === 'REFUNDED') return true;
    return esim.settledAt !== null && !order?.holds.includes('REFUND_FAILED');
  }

  @FieldResolver(() => String, { description: 'The public number of the order it came with.' })
  async orderNumber(@Root() esim: Esim, @Ctx() ctx: RequestContext): Promise<string | null> {
    return (await loadOrder(ctx, esim.orderId))?.number ?? null;
  }

  /** No supplier of this shop tells usage yet; the field is null until one does. */
  @FieldResolver(() => DataUsage, { nullable: true })
  usage(): null {
    return null;
  }

  @Auth('SUPPORT', 'ADMIN')
  @Mutation(() => RevealResult)
  async revealActivationCode(
    @Ctx() ctx: RequestContext,
    @Arg('esimId', () => ID) esimId: string,
    @Arg('reason', () => String) reason: string,
  ): Promise<object> {
    return this.#reveals.reveal(ctx, esimId, reason);
  }

  @Auth('CUSTOMER')
  @Mutation(() => ResendDeliveryResult, {
    description: "Sends the delivery mail of one's own order again; SUPPORT, of any order, to its buyer.",
  })
  async resendDelivery(
    @Ctx() ctx: RequestContext,
    @Arg('orderNumber', () => String) orderNumber: string,
  ): Promise<object> {
    return this.#resends.resend(ctx, signedIn(ctx), orderNumber);
  }
}

/** One's own eSIMs: reached only through `me`. */
@Resolver(() => UserType)
export class OwnEsimsResolver {
  @FieldResolver(() => EsimConnection, {
    description: 'Newest first; without those of orders that nobody paid.',
  })
  async esims(
    @Root() user: User,
    @Ctx() ctx: RequestContext,
    @Arg('first', () => Int, { defaultValue: 20 }) first: number,
    @Arg('after', () => String, { nullable: true }) after?: string | null,
    @Arg('isArchived', () => Boolean, {
      nullable: true,
      description: 'Only those put away, or only those that are not; null is both.',
    })
    isArchived?: boolean | null,
  ): Promise<Page<Esim>> {
    const page = pageRequest({ first, after: after ?? null }, 'esims', ['string']);
    // A payment sets eSIMs to work at once: what is still PENDING was never paid, or waits for a person with its order.
    const mine = {
      userId: user.id,
      status: { $ne: 'PENDING' as const },
      ...(typeof isArchived === 'boolean' ? { isArchived } : {}),
    };
    const from = page.after ? { id: { $lt: String(page.after[0]) } } : {};
    const rows = await ctx.em.find(
      Esim,
      { ...mine, ...from },
      { orderBy: { id: 'desc' }, limit: page.first + 1 },
    );
    return toPage(
      page,
      rows,
      (esim) => encodeCursor('esims', [esim.id]),
      () => ctx.em.count(Esim, mine),
    );
  }
}

/** The code for its owner, from READY on; for anyone else there is none. The first look is written down before it. */
async function ownCode(ctx: RequestContext, esim: Esim) {
  const isOwn = ctx.actor.kind === 'user' && ctx.actor.userId === esim.userId;
  if (!isOwn || esim.activationCode === null || !isUsable(esim.status)) return null;
  if (esim.codeOutAt === null && !(await loadCodeOut(ctx, esim.id))) return null;
  const code = parseActivationCode(esim.activationCode);
  return code.ok ? code.value : null;
}
