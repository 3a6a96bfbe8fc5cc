import { Country } from '../catalog/country.entity.ts';
import { PlanEntity } from '../catalog/plan.entity.ts';
import { Region } from '../catalog/region.entity.ts';
import type { DeliveredEsim, DeliveryFacts, DeliveryReader } from '../notifications/delivery-facts.ts';
import { Order } from '../orders/order.entity.ts';
import { money } from '../platform/money/money.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { parseActivationCode } from './activation-code.ts';
import { Esim } from './esim.entity.ts';
import { installLinks } from './install-links.ts';

/** Reads what the mails about an order say, as it stands when they are sent. */
export class OrderDeliveryReader implements DeliveryReader {
  readonly #publicUrl: () => string;

  constructor(publicUrl: () => string) {
    this.#publicUrl = publicUrl;
  }

  async read(ctx: RequestContext, orderId: string): Promise<DeliveryFacts | null> {
    const order = await ctx.em.findOne(Order, { id: orderId });
    if (!order) return null;
    const plan = await ctx.em.findOneOrFail(PlanEntity, { id: order.planId });
    const esims = await ctx.em.find(Esim, { orderId }, { orderBy: { position: 'asc' } });
    const { planSnapshot: snapshot } = order;
    return {
      orderNumber: order.number,
      orderUrl: `${this.#publicUrl()}/orders/${order.number}`,
      placeName: await placeName(ctx, plan),
      planName: snapshot.name,
      isUnlimited: snapshot.isUnlimited,
      dataMb: snapshot.dataMb,
      validityDays: snapshot.validityDays,
      validityPolicy: plan.validityPolicy,
      countryCodes: snapshot.countryCodes,
      total: money(order.total, order.currency),
      esims: esims.flatMap(toDelivered),
    };
  }
}

function toDelivered({ position, iccid, activationCode }: Esim): DeliveredEsim[] {
  const code = parseActivationCode(activationCode ?? '');
  if (!code.ok) return [];
  const { smdpAddress, matchingId } = code.value;
  return [
    {
      position,
      iccid: iccid ?? '',
      activationCode: code.value.activationCode,
      smdpAddress,
      matchingId,
      installLinks: installLinks(code.value.activationCode),
    },
  ];
}

async function placeName(ctx: RequestContext, plan: PlanEntity): Promise<string> {
  const place = plan.countryId
    ? await ctx.em.findOne(Country, { id: plan.countryId })
    : plan.regionId
      ? await ctx.em.findOne(Region, { id: plan.regionId })
      : null;
  if (!place) return ctx.locale === 'es' ? 'el mundo' : 'the world';
  return ctx.locale === 'es' ? place.nameEs : place.nameEn;
}
