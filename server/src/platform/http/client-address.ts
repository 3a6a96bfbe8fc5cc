import { isIPv4, isIPv6 } from 'node:net';

/**
 * The client's address as Fastify's `trustProxy` finds it over `hops` proxies, for a socket's upgrade, which Fastify
 * does not see: the n-th from the right of X-Forwarded-For, or the leftmost where there are fewer.
 */
export function clientAddress(
  remoteAddress: string | null,
  forwardedFor: string | undefined,
  hops: number,
): string | null {
  if (remoteAddress === null) return null;
  const said = (forwardedFor ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
  const path = [remoteAddress, ...said.reverse()];
  return path[Math.min(hops, path.length - 1)] ?? remoteAddress;
}

/**
 * What limits count as one client: an IPv4 address, or the /64 of an IPv6 address, whose every address one customer
 * of a network can take. A text that is no address stands for itself.
 */
export function clientNetwork(ip: string | null): string | null {
  if (ip === null) return null;
  const [address = ''] = ip.split('%');
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1];
  if (mapped && isIPv4(mapped)) return mapped;
  return isIPv6(address) ? `${firstGroups(address, 4).join(':')}::/64` : ip;
}

/** The first groups of an IPv6 address, without leading zeros. */
function firstGroups(address: string, count: number): string[] {
  const [head = '', tail] = address.split('::');
  const groupsOf = (part: string) => (part === '' ? [] : part.split(':'));
  const [start, end] = [groupsOf(head), groupsOf(tail ?? '')];
  // An IPv4 address at the end stands for two groups.
  const length = start.length + end.length + (address.includes('.') ? 1 : 0);
  const zeros = Array.from({ length: tail === undefined ? 0 : 8 - length }, () => '0');
  return [...start, ...zeros, ...end]
    .slice(0, count)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''));
}
