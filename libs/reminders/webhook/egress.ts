import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { isLoopback, isPublic } from './address-guard.ts';

/** Where a webhook may not go, whatever it answers: another attempt would be refused as well. */
export class ForbiddenTarget extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'ForbiddenTarget';
  }
}

export interface Address {
  readonly address: string;
  readonly family: number;
}

/** What may be reached, and how names become addresses. */
export interface Egress {
  /** Every address of a name. */
  resolve(host: string): Promise<readonly Address[]>;
  allows(address: string): boolean;
  /** Ports of addresses that are not loopback. */
  readonly ports: readonly number[];
  /** Whether this machine itself may be reached, at any port and by http. */
  readonly loopback: boolean;
  /** Certificates that are trusted besides the usual ones. */
  readonly ca?: string;
}

const PORTS = [443, 8443];

/** The internet by https alone. @param loopback `TIENDO_WEBHOOK_LOOPBACK`: a receiver under test on this machine, too */
export const internet = ({ loopback }: { readonly loopback: boolean }): Egress => ({
  resolve: (host) => lookup(host, { all: true, order: 'verbatim' }),
  allows: isPublic,
  ports: PORTS,
  loopback,
});

export interface Target {
  readonly url: URL;
  readonly host: string;
  /** The only addresses that the connection may be made to. */
  readonly addresses: readonly Address[];
}

/**
 * Looks a name up once and checks every address that it has: whoever connects must use these and not look again, as the next answer
 * may be another one (DNS rebinding).
 * @throws ForbiddenTarget
 * @throws NodeJS.ErrnoException the name cannot be looked up now
 */
export async function targetOf(text: string, egress: Egress): Promise<Target> {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) throw new ForbiddenTarget('a webhook goes to an https address');
  if (url.username !== '' || url.password !== '') throw new ForbiddenTarget('a webhook’s address names no user');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = isIP(host) === 0 ? await egress.resolve(host) : [{ address: host, family: isIP(host) }];
  if (addresses.length === 0) throw new Error(`${host} has no address`);
  const here = egress.loopback && addresses.every(({ address }) => isLoopback(address));
  if (!here) checkAway(url, addresses, egress);
  return { url, host, addresses };
}

function checkAway(url: URL, addresses: readonly Address[], { allows, ports }: Egress): void {
  if (url.protocol !== 'https:') throw new ForbiddenTarget('a webhook goes to an https address');
  if (!ports.includes(Number(url.port || 443))) throw new ForbiddenTarget(`a webhook goes to port ${ports.join(' or ')}`);
  if (!addresses.every(({ address }) => allows(address))) throw new ForbiddenTarget('the address is not one of the public internet');
}
