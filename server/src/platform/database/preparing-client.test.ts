import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDatabase, databaseUrl, dropDatabase } from '../../../test/kit/template.ts';
import { PreparingClient } from './preparing-client.ts';

const name = `preparing_${process.pid}_${Date.now()}`;
let client: pg.Client;
let other: pg.Client;
beforeAll(async () => {
  await createDatabase(name);
  client = new PreparingClient({ connectionString: databaseUrl(name) });
  other = new pg.Client({ connectionString: databaseUrl(name) });
  await Promise.all([client.connect(), other.connect()]);
  await other.query('create table things (id int primary key)');
});
beforeEach(async () => {
  await other.query('truncate things');
});
afterAll(async () => {
  await Promise.all([client.end(), other.end()]);
  await dropDatabase(name);
});

const things = async () => (await other.query('select id from things order by id')).rows.map(({ id }) => id);
const put = (id: number) => client.query('insert into things values ($1)', [id]);
const stateOf = async (of: pg.Client) => {
  const { rows } = await other.query('select state from pg_stat_activity where pid = $1', [
    Reflect.get(of, 'processID'),
  ]);
  return rows[0]?.state;
};

describe('a transaction', () => {
  it('is nothing to PostgreSQL before its first statement', async () => {
    await client.query('begin');
    expect(await stateOf(client)).toBe('idle');
    await put(1);
    expect(await stateOf(client)).toBe('idle in transaction');
    await client.query('commit');
    expect(await things()).toEqual([1]);
    expect(await stateOf(client)).toBe('idle');
  });

  it('is undone from its first statement on', async () => {
    await client.query('begin');
    await put(1);
    await put(2);
    expect(await things()).toEqual([]);
    await client.query('rollback');
    expect(await things()).toEqual([]);
  });

  it('has its savepoints', async () => {
    await client.query('begin');
    await client.query('savepoint here');
    await put(1);
    await client.query('rollback to here');
    await put(2);
    await client.query('commit');
    expect(await things()).toEqual([2]);
  });

  it.each(['commit', 'rollback'])('without a statement ends with %s and leaves nothing open', async (end) => {
    await client.query('begin');
    expect((await client.query(end)).command).toBe(end.toUpperCase());
    await put(1);
    expect(await things()).toEqual([1]);
  });

  it('whose first statement fails is lost with it, and the connection goes on', async () => {
    await put(1);
    await client.query('begin');
    await expect(put(1)).rejects.toThrow(/duplicate key/);
    await expect(put(2)).rejects.toThrow(/current transaction is aborted/);
    await client.query('rollback');
    await put(3);
    expect(await things()).toEqual([1, 3]);
  });

  it('whose connection is cut off fails at its first statement, and nothing else fails', async () => {
    const doomed = new PreparingClient({ connectionString: databaseUrl(name) });
    await doomed.connect();
    const isTold = new Promise((resolve) => doomed.on('error', resolve));
    await doomed.query('begin');
    await other.query('select pg_terminate_backend($1)', [Reflect.get(doomed, 'processID')]);
    await isTold;
    await expect(doomed.query('insert into things values ($1)', [9])).rejects.toThrow();
    expect(await things()).toEqual([]);
  });
});
