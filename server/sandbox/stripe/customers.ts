import { randomToken } from '../core/random-token.ts';
import type { Customer } from './objects.ts';
import type { Params } from './params.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/** `POST /v1/customers`: who they are, and nothing of subscriptions. */
export function createCustomer(unit: UnitOfWork, params: Params): Customer {
  const customer: Customer = {
    id: `cus_${randomToken(14)}`,
    object: 'customer',
    address: null,
    balance: 0,
    created: unit.now,
    currency: null,
    default_source: null,
    delinquent: false,
    description: params.text('description'),
    discount: null,
    email: params.text('email'),
    invoice_prefix: randomToken(8, '0123456789ABCDEF'),
    livemode: false,
    metadata: params.metadata(),
    name: params.text('name'),
    phone: params.text('phone'),
    preferred_locales: params.texts('preferred_locales'),
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  };
  params.rejectUnknown();
  unit.put(customer);
  unit.emit('customer.created', customer);
  return customer;
}
