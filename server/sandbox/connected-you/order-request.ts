import { z } from 'zod';

const countrySchema = z.string().regex(/^[A-Z]{2}$/, 'must be two capital letters');

/** The body of `POST /partners/orders`, as the supplier's draft has it. Unknown fields are let through. */
const orderRequestSchema = z.looseObject({
  partnerId: z.string().min(1, 'is required'),
  orderReference: z.string().min(1, 'is required').max(100),
  planCode: z.string().min(1, 'is required').max(100),
  countryIso2: countrySchema.optional(),
  carrierName: z.string().max(100).optional(),
  // The draft's answer has room for one eSIM.
  quantity: z.literal(1, 'must be 1'),
  customer: z.looseObject({
    email: z.email('must be an email address'),
    name: z.string().max(200).optional(),
  }),
  metadata: z.record(z.string(), z.unknown()).optional(),
});
export type OrderRequest = z.infer<typeof orderRequestSchema>;

export interface OrderAnswer {
  readonly data: {
    readonly id: string;
    readonly orderReference: string;
    readonly activationCode: string;
    readonly iccid: string;
    readonly qrCode: string;
    readonly instructions: string;
  };
}

/** Something the supplier refuses, with its answer. */
export class OrderRefusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    status: number,
    code: string,
    message: string,
    details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

/** Reads the body or refuses it with one message per wrong field. */
export function parseOrderRequest(text: string): OrderRequest {
  const result = orderRequestSchema.safeParse(jsonOf(text));
  if (result.success) return result.data;
  const fields = Object.fromEntries(
    result.error.issues.map((issue) => [issue.path.join('.') || 'body', issue.message]),
  );
  throw new OrderRefusal(400, 'invalid_request', 'The order is not valid.', { fields });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new OrderRefusal(400, 'invalid_json', 'The body is not JSON.');
  }
}
