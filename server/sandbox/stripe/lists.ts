import { invalidRequest } from './errors.ts';
import type { Params } from './params.ts';
import type { ListFilter, Page } from './store.ts';

/** Reads a list's bounds as Stripe does: `limit` 1 to 100 (default 10), cursors, `created` as a time or a range. */
export function listFilter(params: Params, match: readonly (keyof ListFilter['match'])[]): ListFilter {
  const limit = params.integer('limit') ?? 10;
  if (limit < 1 || limit > 100) {
    const message =
      limit < 1
        ? 'This value must be greater than or equal to 1.'
        : 'This value must be less than or equal to 100.';
    throw invalidRequest(message, { code: 'parameter_invalid_integer', param: 'limit' });
  }
  const values = match.flatMap((name) => {
    const value = params.text(name);
    return value === null ? [] : [[name, value] as const];
  });
  return {
    limit,
    startingAfter: params.text('starting_after'),
    endingBefore: params.text('ending_before'),
    ...createdRange(params),
    match: Object.fromEntries(values),
    types: null,
  };
}

/** `type` and `types[]` of the event list; one of the two, as at Stripe. */
export function eventFilter(params: Params): ListFilter {
  const filter = listFilter(params, []);
  const type = params.text('type');
  const types = params.texts('types');
  if (type !== null && types.length > 0) {
    throw invalidRequest('You may only specify one of these parameters: type, types.');
  }
  return { ...filter, types: type !== null ? [type] : types.length > 0 ? types : null };
}

/** Beside its bounds: what it is about, what kind it is, in which currency. */
export function balanceFilter(params: Params): ListFilter {
  const source = params.text('source');
  const filter = listFilter(params, []);
  return {
    ...filter,
    // What a balance transaction is about is kept in the same column as other objects' charge.
    match: source === null ? {} : { charge: source },
    body: { type: params.text('type'), currency: params.text('currency') },
  };
}

export function listAnswer<Item>(page: Page<Item>, url: string) {
  return { object: 'list', data: page.data, has_more: page.has_more, url };
}

function createdRange(params: Params): Pick<ListFilter, 'createdFrom' | 'createdTo'> {
  const range = params.isObject('created') ? params.object('created') : null;
  if (!range) {
    const exact = params.has('created') ? params.integer('created') : null;
    return { createdFrom: exact, createdTo: exact };
  }
  const above = range.integer('gt');
  const below = range.integer('lt');
  const from = range.integer('gte') ?? (above === null ? null : above + 1);
  const to = range.integer('lte') ?? (below === null ? null : below - 1);
  range.rejectUnknown();
  return { createdFrom: from, createdTo: to };
}
