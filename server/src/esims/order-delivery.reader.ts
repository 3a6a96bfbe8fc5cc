import { sql } from 'kysely';
import type { ValidityPolicy } from '../catalog/plan.entity.ts';
import type { DeliveredEsim, DeliveryFacts, DeliveryReader } from '../notifications/delivery-facts.ts';
import type { PlanSnapshotData } from '../orders/order.entity.ts';
import { pageAddress } from '../platform/i18n/page-address.ts';
import { money } from '../platform/money/money.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { parseActivationCode } from './activation-code.ts';
import { noteOrderCodesOut } from './code-out.ts';
import type { Esim, EsimStatus } from './esim.entity.ts';
import { isUsable } from './esim.states.ts';
import { installLinks } from './install-links.ts';

/** Reads what the mails about an order say, as it stands when they are sent. */
export class OrderDeliveryReader implements DeliveryReader {
  readonly #publicUrl: () => string;

  constructor(publicUrl: () => string) {
    this.#publicUrl = publicUrl;
  }

  async read(ctx: RequestContext, orderId: string, isHandingOut: boolean): Promise<DeliveryFacts | null> {
    const order = await readOrder(ctx, orderId);
    if (!order) return null;
    if (isHandingOut) await noteOrderCodesOut(ctx, orderId);
    const { planSnapshot: snapshot } = order;
    const esims = await readEsims(ctx, orderId);
    const count = (status: EsimStatus) => esims.filter((esim) => esim.status === status).length;
    const place = ctx.locale === 'es' ? order.placeEs : order.placeEn;
    return {
      orderNumber: order.number,
      orderUrl: pageAddress(this.#publicUrl(), ctx.locale, `/orders/${order.number}`),
      placeName: place ?? (ctx.locale === 'es' ? 'el mundo' : 'the world'),
      planName: snapshot.name,
      isUnlimited: snapshot.isUnlimited,
      dataMb: snapshot.dataMb,
      validityDays: snapshot.validityDays,
      validityPolicy: order.validityPolicy,
      countryCodes: snapshot.countryCodes,
      total: money(order.total, order.currency),
      quantity: esims.length,
      lost: count('FAILED'),
      revoked: count('REVOKED'),
      esims: esims.flatMap(toDelivered),
    };
  }
}

interface OrderRow {
  number: string;
  planSnapshot: PlanSnapshotData;
  total: number;
  currency: string;
  validityPolicy: ValidityPolicy;
  /** Null for a plan of the whole world. */
  placeEn: string | null;
  placeEs: string | null;
}

async function readOrder(ctx: RequestContext, orderId: string): Promise<OrderRow | undefined> {
  const { rows } = await sql<OrderRow>`
    select o.number, o.plan_snapshot as "planSnapshot", o.total::float8 as total, o.currency,
      p.validity_policy as "validityPolicy", coalesce(co.name_en, re.name_en) as "placeEn",
      coalesce(co.name_es, re.name_es) as "placeEs"
    from orders o
    join plans p on p.id = o.plan_id
    left join countries co on co.id = p.country_id
    left join regions re on re.id = p.region_id
    where o.id = ${orderId}`.execute(ctx.em.getKysely());
  return rows[0];
}

type EsimRow = Pick<Esim, 'position' | 'status' | 'iccid' | 'activationCode'>;

async function readEsims(ctx: RequestContext, orderId: string): Promise<EsimRow[]> {
  const { rows } = await sql<EsimRow>`
    select position, status, iccid, activation_code as "activationCode" from esims
    where order_id = ${orderId} order by position`.execute(ctx.em.getKysely());
  return rows;
}

function toDelivered({ position, status, iccid, activationCode }: EsimRow): DeliveredEsim[] {
  if (!isUsable(status)) return [];
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
