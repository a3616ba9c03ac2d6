import { BlockList, isIP } from 'node:net';

/**
 * Addresses that a webhook may not reach: everything that the IANA special-purpose registries (RFC 6890 and its updates) do not call
 * globally reachable, and every range in which an IPv4 address hides. Of IPv6 only 2000::/3 is given out, so the rest is refused whole:
 * loopback, mapped IPv4 (::ffff:0:0/96), NAT64 (64:ff9b::/96, 64:ff9b:1::/48), ULA (fc00::/7), link-local (fe80::/10), multicast (ff00::/8).
 */
const FORBIDDEN: readonly (readonly [net: string, prefix: number])[] = [
  ['0.0.0.0', 8], // this network
  ['10.0.0.0', 8], // private
  ['100.64.0.0', 10], // behind carrier NAT
  ['127.0.0.0', 8], // loopback
  ['169.254.0.0', 16], // link-local, and the metadata of clouds
  ['172.16.0.0', 12], // private
  ['192.0.0.0', 24], // protocol assignments
  ['192.0.2.0', 24], // documentation
  ['192.88.99.0', 24], // 6to4 relays
  ['192.168.0.0', 16], // private
  ['198.18.0.0', 15], // benchmarks
  ['198.51.100.0', 24], // documentation
  ['203.0.113.0', 24], // documentation
  ['224.0.0.0', 4], // multicast
  ['240.0.0.0', 4], // reserved, and broadcast
  ['::', 3],
  ['4000::', 2],
  ['8000::', 1],
  ['2001::', 23], // protocol assignments, Teredo among them
  ['2001:db8::', 32], // documentation
  ['2002::', 16], // 6to4
  ['3fff::', 20], // documentation
];

type Rows = typeof FORBIDDEN;
type Family = 'ipv4' | 'ipv6';

/** One list for each family: a list of both takes an IPv4 address for its mapped one, which `::/3` has. */
function listOf(rows: Rows, family: Family): BlockList {
  const list = new BlockList();
  for (const [net, prefix] of rows) if (net.includes(':') === (family === 'ipv6')) list.addSubnet(net, prefix, family);
  return list;
}
const both = (rows: Rows): Readonly<Record<Family, BlockList>> => ({ ipv4: listOf(rows, 'ipv4'), ipv6: listOf(rows, 'ipv6') });

const forbidden = both(FORBIDDEN);
const loopback = both([
  ['127.0.0.0', 8],
  ['::1', 128],
]);

function isIn(lists: typeof forbidden, address: string): boolean {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  return lists[family].check(address, family);
}

/** False for what is no address at all, and for one with a zone. */
export const isPublic = (address: string): boolean => isIP(address) !== 0 && !address.includes('%') && !isIn(forbidden, address);

export const isLoopback = (address: string): boolean => isIP(address) !== 0 && isIn(loopback, address);
