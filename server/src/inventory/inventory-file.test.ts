import { describe, expect, it } from 'vitest';
import { readInventoryFile } from './inventory-file.ts';
import { checkRow } from './inventory-row.ts';

const code = 'LPA:1$smdp.example.com$ABC-1';
const problem = (csv: string) => {
  const file = readInventoryFile(csv);
  return file.ok ? null : { ...file.problem, values: undefined, rowCount: file.rowCount };
};
const problems = (header: string, row: string) => {
  const file = readInventoryFile(`${header}\n${row}`);
  if (!file.ok) throw new Error(file.problem.code);
  return file.rows.flatMap((each) => {
    const checked = checkRow(each, '2027-03-01');
    return checked.ok ? [] : checked.problems.map(({ field, code }) => `${field} ${code}`);
  });
};

describe('an inventory file', () => {
  it('is read with a byte order mark, other delimiters, any column order, and numbered as a spreadsheet does', () => {
    const file = readInventoryFile(
      `\uFEFFPlan_ID; activation_code ;instructions\r\nspain;${code};"Turn on roaming;\nthen wait, please"\r\n\r\n;;\r\nfrance;${code}\r\n`,
    );
    expect(file).toMatchObject({
      ok: true,
      rows: [
        {
          row: 2,
          cells: {
            plan_id: 'spain',
            activation_code: code,
            instructions: 'Turn on roaming;\nthen wait, please',
          },
        },
        { row: 5, cells: { plan_id: 'france', activation_code: code, iccid: '' } },
      ],
    });
  });

  it.each([
    ['', { row: 1, field: null, code: 'FILE_EMPTY', rowCount: 1 }],
    ['activation_code,plan_id\n', { row: 1, field: null, code: 'FILE_EMPTY', rowCount: 1 }],
    [
      'activation_code,plan_id,status\na,b,c',
      { row: 1, field: 'status', code: 'COLUMN_UNKNOWN', rowCount: 1 },
    ],
    ['plan_id,iccid\na,b\nc,d', { row: 1, field: 'activation_code', code: 'COLUMN_MISSING', rowCount: 2 }],
    [
      'activation_code,plan_id,plan_id\na,b,c',
      { row: 1, field: 'plan_id', code: 'COLUMN_REPEATED', rowCount: 1 },
    ],
    ['activation_code,plan_id\na,b\nc,"d', { row: 3, field: null, code: 'FILE_MALFORMED', rowCount: 2 }],
    [
      `activation_code,plan_id\n${'a,b\n'.repeat(10_001)}`,
      { row: 1, field: null, code: 'TOO_MANY_ROWS', rowCount: 10_001 },
    ],
  ])('%#: is refused whole', (csv, expected) => {
    expect(problem(csv)).toEqual({ ...expected, values: undefined });
  });
});

describe('a row', () => {
  const header = 'activation_code,plan_id,iccid,cost,expires_on';

  it.each([
    [`${code},spain,8934071100000000009,4.5,2027-03-01`, []],
    [`${code},spain,,,`, []],
    [',spain,,,', ['activation_code REQUIRED']],
    [`${code},,,,`, ['plan_id REQUIRED']],
    ['SEED-1,spain,,,', ['activation_code ACTIVATION_CODE_INVALID']],
    [
      `${code},spain,123,abc,yesterday`,
      ['iccid ICCID_INVALID', 'cost COST_INVALID', 'expires_on DATE_INVALID'],
    ],
    [`${code},spain,8.93E+18,,`, ['iccid ICCID_NOT_TEXT']],
    [`${code},spain,,-1,`, ['cost COST_INVALID']],
    [`${code},spain,,1.234,`, ['cost COST_INVALID']],
    [`${code},spain,,1e3,`, ['cost COST_INVALID']],
    [`${code},spain,,,2027-02-29`, ['expires_on DATE_INVALID']],
    [`${code},spain,,,2027-02-28`, ['expires_on DATE_PAST']],
    [`${code},spain,,,,more`, ['null TOO_MANY_CELLS']],
    [`${code},spain\0,,,`, ['plan_id CONTROL_CHARACTER']],
  ])('%j: %j', (row, expected) => {
    expect(problems(header, row)).toEqual(expected);
  });

  it('gives its values as they are stored', () => {
    const file = readInventoryFile(
      `${header}\nlpa:1$smdp.example.com$ABC-1,Spain,8934 0711 0000 0000 009F,4.5,2027-12-31`,
    );
    const [row] = file.ok ? file.rows : [];
    expect(row && checkRow(row, '2027-03-01')).toEqual({
      ok: true,
      value: {
        row: 2,
        activationCode: code,
        plan: 'Spain',
        iccid: '8934071100000000009',
        iccidWarning: 'LUHN',
        instructions: null,
        providerReference: null,
        costAmount: 450,
        expiresOn: '2027-12-31',
      },
    });
  });
});
