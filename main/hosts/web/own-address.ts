import { isIP } from 'node:net';

/** What a request says about where it comes from and where it believes to go. Repeated headers are all here. */
export interface Claims {
  readonly method: string;
  readonly host: readonly string[];
  readonly origin: readonly string[];
  readonly fetchSite: string | undefined;
  readonly fetchMode: string | undefined;
  /** True when it carries a bearer token, as scripts do and pages cannot. */
  readonly bearer: boolean;
  readonly upgrade: boolean;
}

const LOOPBACK = ['127.0.0.1', 'localhost'];
const ANY_ADDRESS = new Set(['0.0.0.0', '::']);

/**
 * Every value of the Host header that means this server. A name that an outsider points at our address is not among
 * them, which is what stops rebinding; `local` are the machine's own addresses, used only when listening on all.
 */
export function ownHosts(bound: string, port: number, local: readonly string[]): ReadonlySet<string> {
  const names = ANY_ADDRESS.has(bound) ? [...LOOPBACK, ...local] : [bound];
  if (bound === '127.0.0.1' || bound === '::1') names.push('localhost');
  const hosts = names.map((name) => `${isIP(name) === 6 ? `[${name}]` : name}:${port}`.toLowerCase());
  // Browsers leave out the port that is usual for http.
  return new Set(port === 80 ? [...hosts, ...hosts.map((host) => host.replace(/:80$/, ''))] : hosts);
}

/** Why a request cannot come from our own page or a script of the owner; null when it may. */
export function whyForeign(claims: Claims, hosts: ReadonlySet<string>): string | null {
  const host = claims.host[0]?.toLowerCase();
  if (claims.host.length !== 1 || host === undefined || !hosts.has(host)) {
    return 'It asks for another host.';
  }
  if (claims.origin.length > 1) return 'It names several origins.';
  const origin = claims.origin[0];
  if (origin !== undefined && origin !== `http://${host}`) return 'It comes from another origin.';
  if (origin === undefined && needsOrigin(claims)) return 'It does not say which origin it comes from.';
  return isCrossSite(claims) ? 'It comes from another site.' : null;
}

function needsOrigin(claims: Claims): boolean {
  if (claims.upgrade) return true;
  return claims.method !== 'GET' && claims.method !== 'HEAD' && !claims.bearer;
}

/** A link on another site may lead to the page, but nothing of ours can be made part of another site. */
function isCrossSite(claims: Claims): boolean {
  const site = claims.fetchSite;
  if (site === undefined || site === 'same-origin' || site === 'none') return false;
  return claims.upgrade || claims.method !== 'GET' || claims.fetchMode !== 'navigate';
}
