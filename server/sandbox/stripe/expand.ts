import { invalidRequest } from './errors.ts';
import type { StripeObject } from './objects.ts';
import type { UnitOfWork } from './unit-of-work.ts';

type Json = Record<string, unknown>;

/** Fields that hold an id and may be asked for whole, by the object they stand in. */
const expandable: Readonly<Record<string, readonly string[]>> = {
  payment_intent: ['customer', 'latest_charge', 'payment_method'],
  charge: ['balance_transaction', 'customer', 'payment_intent', 'refunds'],
  refund: ['balance_transaction', 'charge', 'failure_balance_transaction', 'payment_intent'],
  dispute: ['charge', 'payment_intent'],
  balance_transaction: ['source'],
  payment_method: ['customer'],
};
const maxDepth = 4;

/**
 * Puts whole objects where `expand[]` asks for them: `latest_charge.balance_transaction`, `data.charge`. Each level of
 * a list is read in one statement.
 */
export async function expandAll(unit: UnitOfWork, answer: Json, paths: readonly string[]): Promise<Json> {
  if (paths.length === 0) return answer;
  for (const path of paths) {
    if (path.split('.').length > maxDepth) {
      throw invalidRequest(`You cannot expand more than ${maxDepth} levels of a property.`, {
        param: 'expand',
      });
    }
  }
  const copy = structuredClone(answer);
  const isList = copy.object === 'list';
  for (const path of paths) {
    const steps = path.split('.');
    if (isList && steps[0] !== 'data') throw notExpandable(path);
    const roots = isList ? objectsOf(copy.data) : [copy];
    await expandPath(unit, roots, isList ? steps.slice(1) : steps, path);
  }
  return copy;
}

async function expandPath(unit: UnitOfWork, roots: readonly Json[], steps: readonly string[], path: string) {
  let level = roots;
  for (const field of steps) {
    for (const parent of level) {
      if (!expandable[String(parent.object)]?.includes(field)) throw notExpandable(path);
    }
    if (field === 'refunds') await includeRefunds(unit, level);
    else await replaceIds(unit, level, field);
    level = level.flatMap((parent) => objectsOf([parent[field]]));
  }
}

async function replaceIds(unit: UnitOfWork, parents: readonly Json[], field: string): Promise<void> {
  const ids = parents.map((parent) => parent[field]).filter((id) => typeof id === 'string');
  if (ids.length === 0) return;
  const found = await unit.findMany(ids);
  for (const parent of parents) {
    const whole = found.get(String(parent[field]));
    if (whole) parent[field] = structuredClone(whole);
  }
}

/** Not an id but a list of its own, which a charge shows only when asked. */
async function includeRefunds(unit: UnitOfWork, charges: readonly Json[]): Promise<void> {
  for (const charge of charges) {
    const id = String(charge.id);
    const page = await unit.store.list('refund', firstTen({ charge: id }));
    charge.refunds = {
      object: 'list',
      data: page.data,
      has_more: page.has_more,
      url: `/v1/charges/${id}/refunds`,
    };
  }
}

function firstTen(match: { charge: string }) {
  const open = { startingAfter: null, endingBefore: null, createdFrom: null, createdTo: null, types: null };
  return { limit: 10, match, ...open };
}

function objectsOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isJson) : [];
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function notExpandable(path: string) {
  return invalidRequest(`This property cannot be expanded (${path}).`, { param: 'expand' });
}

/** A stored object as plain JSON, to be expanded or reduced. */
export function asJson(object: StripeObject | object): Json {
  return { ...object };
}
