import { type ClassType, Field, Int, ObjectType } from 'type-graphql';
import { isId } from '../database/id.ts';
import { callerError } from './errors.ts';

export const maxPageSize = 100;
const maxOffset = 100_000;

@ObjectType()
export class PageInfo {
  @Field(() => Boolean)
  hasNextPage!: boolean;
  @Field(() => Boolean)
  hasPreviousPage!: boolean;
  @Field(() => String, { nullable: true })
  startCursor!: string | null;
  @Field(() => String, { nullable: true })
  endCursor!: string | null;
}

/** A page of a list. `total` counts only when it is asked for. */
export interface Page<T> {
  nodes: T[];
  pageInfo: PageInfo;
  total: () => Promise<number>;
}

export interface PageRequest {
  first: number;
  /** The sort values and id of the row to continue after. */
  after: readonly CursorValue[] | null;
  offset: number;
}
export type CursorValue = string | number;
/** What stands in a cursor; a time is written as PostgreSQL or JSON writes it. */
type KeyType = 'string' | 'number' | 'time';

/**
 * Checks the paging arguments of a list.
 * @param sort what the list is ordered by: a cursor of another order is refused
 * @throws GraphQL errors PAGE_SIZE_OUT_OF_RANGE, INVALID_CURSOR, CURSOR_WITH_OFFSET, OFFSET_OUT_OF_RANGE
 */
export function pageRequest(
  args: { first: number; after?: string | null; offset?: number | null },
  sort: string,
  keyTypes: readonly KeyType[],
): PageRequest {
  if (args.first < 1 || args.first > maxPageSize) {
    throw callerError('PAGE_SIZE_OUT_OF_RANGE', `first must be between 1 and ${maxPageSize}.`, 'first');
  }
  const hasAfter = args.after !== undefined && args.after !== null;
  const hasOffset = args.offset !== undefined && args.offset !== null;
  if (hasAfter && hasOffset)
    throw callerError('CURSOR_WITH_OFFSET', 'Use after or offset, not both.', 'offset');
  const offset = args.offset ?? 0;
  if (offset < 0 || offset > maxOffset) {
    throw callerError('OFFSET_OUT_OF_RANGE', `offset must be between 0 and ${maxOffset}.`, 'offset');
  }
  return {
    first: args.first,
    after: hasAfter ? decodeCursor(args.after ?? '', sort, keyTypes) : null,
    offset,
  };
}

export const encodeCursor = (sort: string, values: readonly CursorValue[]): string =>
  Buffer.from(JSON.stringify([sort, ...values])).toString('base64url');

function decodeCursor(cursor: string, sort: string, keyTypes: readonly KeyType[]): CursorValue[] {
  const malformed = callerError(
    'INVALID_CURSOR',
    'after is not a cursor of this list in this order.',
    'after',
  );
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw malformed;
  }
  if (!Array.isArray(parsed) || parsed[0] !== sort || parsed.length !== keyTypes.length + 1) throw malformed;
  const values = parsed.slice(1);
  const fits = values.every((value, index) => fitsKey(value, keyTypes[index]));
  if (!fits || !isId(String(values.at(-1)))) throw malformed;
  return values;
}

/** Whether PostgreSQL can read a value as what it is compared with: a forged one is the caller's error. */
function fitsKey(value: unknown, type: KeyType | undefined): boolean {
  if (type === 'number') return Number.isSafeInteger(value);
  if (typeof value !== 'string') return false;
  return type === 'time' ? isTime(value) : !value.includes('\0');
}

const timePattern =
  /^([1-9]\d{3})-(0[1-9]|1[0-2])-(\d{2})[ T]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?(Z|[+-](0\d|1[0-4])(:?[0-5]\d)?)$/;

function isTime(text: string): boolean {
  const [, year, month, day] = timePattern.exec(text) ?? [];
  if (year === undefined) return false;
  const lastDay = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return Number(day) >= 1 && Number(day) <= lastDay;
}

/**
 * Makes a page of `rows`, of which one more than asked for was read to know whether there is a next page.
 */
export function toPage<T>(
  request: PageRequest,
  rows: readonly T[],
  cursorOf: (row: T) => string,
  total: () => Promise<number>,
): Page<T> {
  const nodes = rows.slice(0, request.first);
  const [firstRow, lastRow] = [nodes.at(0), nodes.at(-1)];
  return {
    nodes,
    total,
    pageInfo: {
      hasNextPage: rows.length > request.first,
      hasPreviousPage: request.after !== null || request.offset > 0,
      startCursor: firstRow ? cursorOf(firstRow) : null,
      endCursor: lastRow ? cursorOf(lastRow) : null,
    },
  };
}

/** The GraphQL type of a page: nodes, totalCount, pageInfo. */
export function connectionType<T extends object>(node: ClassType<T>) {
  @ObjectType()
  abstract class Connection {
    @Field(() => [node])
    nodes!: T[];
    @Field(() => PageInfo)
    pageInfo!: PageInfo;
    total!: () => Promise<number>;
    @Field(() => Int)
    totalCount(): Promise<number> {
      return this.total();
    }
  }
  return Connection;
}
