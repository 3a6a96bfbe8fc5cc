import { describe, expect, it } from 'vitest';
import { changesOf } from './audit-log.query.ts';
import { withoutSecrets } from './without-secrets.ts';

describe('what the audit log may hold', () => {
  it('is anything but secrets and activation codes, however deep they stand', () => {
    const at = new Date(0);
    expect(
      withoutSecrets({
        name: 'kept',
        at,
        count: 3,
        none: null,
        secret: 's',
        list: [{ token: 't', note: 'said LPA:1$smdp.example.com$MATCHING-ID twice' }],
      }),
    ).toEqual({
      name: 'kept',
      at,
      count: 3,
      none: null,
      secret: '[hidden]',
      list: [{ token: '[hidden]', note: 'said [hidden] twice' }],
    });
  });
});

describe('changes', () => {
  it('name what is not the same on both sides', () => {
    expect(changesOf({ roles: ['SUPPORT'], kept: 1 }, { roles: [], kept: 1, added: true })).toEqual([
      { field: 'roles', before: '["SUPPORT"]', after: '[]' },
      { field: 'added', before: null, after: 'true' },
    ]);
    expect(changesOf(null, 5)).toEqual([{ field: 'value', before: null, after: '5' }]);
    expect(changesOf(null, null)).toEqual([]);
  });
});
