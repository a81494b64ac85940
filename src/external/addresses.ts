import { BlockList, isIP } from 'node:net';

/** Networks of IPv4 that are not public: https://www.iana.org/assignments/iana-ipv4-special-registry/. */
const notPublic = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];

/** The networks of IPv6 that are routed, and within them those that are for documentation or lead into IPv4. */
const routed = ['2000::/3'];
const notRouted = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

/** Prefixes of 96 bits behind which an address of IPv4 stands: mapped addresses, and those of a translator. */
const embedding = ['::ffff:0:0/96', '64:ff9b::/96'];

function listOf(networks: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address, bits] = network.split('/');
    list.addSubnet(address!, Number(bits), family);
  }
  return list;
}

const privateV4 = listOf(notPublic, 'ipv4');
const publicV6 = listOf(routed, 'ipv6');
const specialV6 = listOf(notRouted, 'ipv6');
const embeddingV6 = listOf(embedding, 'ipv6');

/** The address of IPv4 in the last 32 bits of one of IPv6. */
function embedded(address: string): string {
  // The URL parser writes every address of IPv6 in one way, without dots.
  const canonical = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const [high = '', low = ''] = canonical.split(':').slice(-2);
  const bits = (Number.parseInt(high || '0', 16) << 16) | Number.parseInt(low || '0', 16);
  return [bits >>> 24, (bits >>> 16) & 255, (bits >>> 8) & 255, bits & 255].join('.');
}

/**
 * Whether an IP address belongs to the public internet, as far as the registries say. What is no address at all does
 * not: a doubt is never an allowance.
 */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !privateV4.check(address, 'ipv4');
  if (family !== 6 || address.includes('%')) return false;
  if (embeddingV6.check(address, 'ipv6')) return !privateV4.check(embedded(address), 'ipv4');
  return publicV6.check(address, 'ipv6') && !specialV6.check(address, 'ipv6');
}
