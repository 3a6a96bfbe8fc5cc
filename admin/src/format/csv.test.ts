import { describe, expect, it } from 'vitest';
import { toCsv } from './csv.ts';

const cellOf = (value: string | number) => toCsv([], [[value]]).slice('\r\n'.length, -'\r\n'.length);

describe('CSV', () => {
  it('is rows of cells, ended by CRLF', () => {
    expect(toCsv(['number', 'quantity'], [['TRB-7K3MQ9', 2]])).toBe('number,quantity\r\nTRB-7K3MQ9,2\r\n');
  });

  it.each([
    ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
    ['+34600@example.com', "'+34600@example.com"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['  =1', "'  =1"],
    ['\t=1', "'\t=1"],
    ['\r=1', '"\'\r=1"'],
    ['＝1', "'＝1"],
  ])('lets no formula through: %j', (value, expected) => {
    expect(cellOf(value)).toBe(expected);
  });

  it.each([
    ['a,b', '"a,b"'],
    ['say "so"', '"say ""so"""'],
    ['two\nlines', '"two\nlines"'],
    [' edge', '" edge"'],
    ['Ana-María', 'Ana-María'],
  ])('quotes where it must: %j', (value, expected) => {
    expect(cellOf(value)).toBe(expected);
  });

  it('leaves numbers numbers', () => {
    expect(cellOf(-5)).toBe('-5');
  });
});
