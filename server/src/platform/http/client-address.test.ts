import { describe, expect, it } from 'vitest';
import { clientAddress, clientNetwork } from './client-address.ts';

describe('clientAddress', () => {
  it.each([
    [0, '6.6.6.6, 1.1.1.1', '9.9.9.9'],
    [1, '6.6.6.6, 1.1.1.1', '1.1.1.1'],
    [2, '6.6.6.6, 1.1.1.1', '6.6.6.6'],
    [5, '6.6.6.6,1.1.1.1', '6.6.6.6'],
    [1, undefined, '9.9.9.9'],
    [1, ' , ', '9.9.9.9'],
  ])('over %i proxies, of %s', (hops, forwarded, expected) => {
    expect(clientAddress('9.9.9.9', forwarded, hops)).toBe(expected);
  });
});

describe('clientNetwork', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:0:7:1:2:3:4', '2001:db8:0:7::/64'],
    ['2001:0DB8:0000:0007::1', '2001:db8:0:7::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['64:ff9b::192.0.2.33', '64:ff9b:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['no address', 'no address'],
  ])('of %s is %s', (ip, network) => {
    expect(clientNetwork(ip)).toBe(network);
  });
});
