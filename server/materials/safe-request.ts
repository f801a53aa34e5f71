import { lookup as systemLookup } from 'node:dns/promises';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import ipaddr from 'ipaddr.js';

/** What has been given out of IPv6 for the open internet (RFC 4291); old ways of wrapping IPv4 lie outside. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an address is on the open internet. Everything else (this machine, the house's network, a cloud's metadata,
 * ways of wrapping such an address in an IPv6 one) must never be visited for someone who sent a link (OWASP, SSRF).
 */
export function isOpenAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  // A mapped IPv4 address is judged as what it stands for.
  const judged = ipaddr.process(address);
  if (judged.range() !== 'unicast') return false;
  return judged instanceof ipaddr.IPv4 || judged.match(GLOBAL_UNICAST);
}

export interface Reach {
  /** Every address of a host name. */
  readonly lookup: (host: string) => Promise<readonly string[]>;
  readonly isOpen: (address: string) => boolean;
  readonly ports: readonly number[];
}

export const openInternet: Reach = {
  lookup: async (host) => (await systemLookup(host, { all: true })).map(({ address }) => address),
  isOpen: isOpenAddress,
  ports: [80, 443],
};

/** Why an address was not visited. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

const portOf = ({ port, protocol }: URL) => (port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port));

/** The address to connect to: found once, judged, and then used, so that the name cannot change its meaning between. */
async function addressFor(url: URL, reach: Reach): Promise<string> {
  if (!/^https?:$/.test(url.protocol)) throw new Refused('börjar inte med http eller https');
  if (url.username !== '' || url.password !== '') throw new Refused('innehåller ett användarnamn');
  if (!reach.ports.includes(portOf(url))) throw new Refused('går till en ovanlig port');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = ipaddr.isValid(host) ? [host] : await reach.lookup(host);
  const [first] = addresses;
  // One closed address among open ones is enough: the name is not to be trusted.
  if (first === undefined || !addresses.every(reach.isOpen)) throw new Refused('går till ett internt nät');
  return first;
}

export interface Answer {
  readonly status: number;
  readonly location: string | null;
}

/**
 * Asks for a page's status, connecting to the judged address only; the body is never read. Redirects are not followed:
 * the caller judges each one anew. Throws Refused, or whatever the network says.
 */
export async function statusOf(link: string, method: 'HEAD' | 'GET', reach: Reach, timeoutMs: number): Promise<Answer> {
  const url = new URL(link);
  const address = await addressFor(url, reach);
  const family = ipaddr.parse(address).kind() === 'ipv6' ? 6 : 4;
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = send(
      url,
      {
        method,
        agent: false,
        headers: { 'user-agent': 'MR-kollen lankkontroll', accept: '*/*' },
        signal: AbortSignal.timeout(timeoutMs),
        lookup: (_host, options, callback) => {
          if (options.all) callback(null, [{ address, family }]);
          else callback(null, address, family);
        },
      },
      (response) => {
        response.destroy();
        resolve({ status: response.statusCode ?? 0, location: response.headers.location ?? null });
      },
    );
    request.on('error', reject);
    // A server that answers something else than HTTP only closes. After an answer this says nothing new.
    request.on('close', () => {
      reject(new Error('closed'));
    });
    request.end();
  });
}
