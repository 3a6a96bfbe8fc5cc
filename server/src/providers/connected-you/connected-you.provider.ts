import { z } from 'zod';
import type { Config } from '../../config.ts';
import { parseActivationCode } from '../../esims/activation-code.ts';
import { parseIccid } from '../../esims/iccid.ts';
import { recorded } from '../../platform/i18n/stored-text.ts';
import { attemptDetails } from '../../reasons/attempt-detail.messages.ts';
import {
  type EsimProvider,
  type ProvidedEsim,
  ProviderAnswerLost,
  ProviderBusy,
  type ProviderOrder,
  ProviderRefused,
} from '../esim-provider.ts';

/** What it is called in what we write down of it. */
const name = 'ConnectedYou';

/** The answer, in the spellings the draft knows; sometimes wrapped in `data`. */
const profile = z
  .object({
    activationCode: z.string().optional(),
    activation_code: z.string().optional(),
    iccid: z.string(),
    instructions: z.string().nullish(),
    orderReference: z.string().optional(),
    id: z.union([z.string(), z.number()]).optional(),
  })
  .transform((raw) => ({ ...raw, code: raw.activationCode ?? raw.activation_code ?? '' }));
const answer = z.union([z.object({ data: profile }).transform(({ data }) => data), profile]);
const refusal = z.object({ error: z.object({ code: z.string() }) });

/** Errors of a connection that was never made: the order cannot have been taken. */
const neverSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

/** Answers that do not say whether the order was taken: it was too slow, or is in conflict, perhaps with itself. */
const undecided = new Set([408, 409]);

/**
 * ConnectedYou's draft partner API: orders only. The draft says nothing of repeats; we declare
 * `orderReference` as its idempotency handle, so an order whose answer was lost is repeated under it.
 */
export function createConnectedYouProvider(settings: Config['connectedYou']): EsimProvider {
  return {
    name: 'CONNECTED_YOU',
    capabilities: {
      hasIdempotencyHandle: true,
      canLookUp: false,
      ratePerSecond: settings.ratePerSecond,
      timeLimitMs: settings.timeoutMs,
    },
    async order(order) {
      const response = await post(settings, order);
      if (response.status === 429 || response.status === 503) {
        // A body nobody reads would keep its connection from the next order.
        await response.body?.cancel().catch(() => {});
        throw new ProviderBusy(
          recorded(attemptDetails.answered, { name, status: response.status }),
          Number(response.headers.get('retry-after')) || null,
        );
      }
      const body = await response.text().catch((cause) => {
        throw new ProviderAnswerLost(recorded(attemptDetails.brokeOff, { name }), { cause });
      });
      if (response.status >= 500 || undecided.has(response.status))
        throw new ProviderAnswerLost(recorded(attemptDetails.answered, { name, status: response.status }));
      // It does not know us: nothing was made, and that says nothing about the order.
      if (response.status === 401 || response.status === 403)
        throw new ProviderBusy(recorded(attemptDetails.keyNotTaken, { name, status: response.status }));
      if (!response.ok) throw refused(response.status, body);
      return readProfile(body, order.reference);
    },
  };
}

async function post(settings: Config['connectedYou'], order: ProviderOrder): Promise<Response> {
  try {
    return await fetch(new URL('/partners/orders', settings.baseUrl), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        'x-api-key': settings.apiKey,
      },
      body: JSON.stringify({
        partnerId: settings.partnerId,
        orderReference: order.reference,
        planCode: order.sku,
        countryIso2: order.countryIso2,
        quantity: 1,
        customer: { email: order.customerEmail, name: '' },
        metadata: { plan_name: order.planName },
      }),
      signal: AbortSignal.timeout(settings.timeoutMs),
    });
  } catch (cause) {
    const code =
      cause instanceof Error && cause.cause instanceof Error ? Reflect.get(cause.cause, 'code') : undefined;
    if (neverSent.has(String(code)))
      throw new ProviderBusy(recorded(attemptDetails.notReached, { name }), null, { cause });
    throw new ProviderAnswerLost(recorded(attemptDetails.noAnswer, { name }), { cause });
  }
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

function refused(status: number, body: string): ProviderRefused {
  const parsed = refusal.safeParse(parseJson(body));
  const code = parsed.success ? parsed.data.error.code : `http_${status}`;
  return new ProviderRefused(code, recorded(attemptDetails.orderRefused, { name, status, code }));
}

/** Never invents what is missing: an answer without a valid code or ICCID is not an eSIM. */
function readProfile(body: string, reference: string): ProvidedEsim {
  const parsed = answer.safeParse(parseJson(body));
  if (!parsed.success) throw new ProviderAnswerLost(recorded(attemptDetails.notReadable, { name }));
  const code = parseActivationCode(parsed.data.code);
  if (!code.ok)
    throw new ProviderAnswerLost(recorded(attemptDetails.noActivationCode, { name, problem: code.reason }));
  const iccid = parseIccid(parsed.data.iccid);
  if (!iccid.ok) throw new ProviderAnswerLost(recorded(attemptDetails.noIccid, { name }));
  return {
    activationCode: code.value.activationCode,
    iccid: iccid.value.iccid,
    iccidWarning: iccid.value.warning,
    providerReference: String(parsed.data.id ?? parsed.data.orderReference ?? reference),
    instructions: parsed.data.instructions ?? null,
  };
}
