import { hostname } from 'node:os';
import { isIP } from 'node:net';

/**
 * Whether a request that drives the server names it as this machine is named. A page on the web can
 * give its own name the address of this machine (DNS rebinding), and then asks under that name.
 * `listening` is the host that the server was told to listen on.
 */
export function isOwnHost(header: string | undefined, listening: string): boolean {
  const name = URL.parse(`http://${header ?? ''}`)?.hostname.toLowerCase() ?? '';
  // An address cannot be rebound; the brackets are those of IPv6.
  if (isIP(name.replace(/^\[(.*)\]$/, '$1')) !== 0) return true;
  const own = ['localhost', listening, hostname()].map((each) => each.toLowerCase());
  return own.includes(name) || name.endsWith('.localhost');
}
