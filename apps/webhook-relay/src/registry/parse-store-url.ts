import { RelayArgumentError } from "../errors.ts";

const MAX_LENGTH = 2048;

const LOOPBACK_HOSTS = new Set(["localhost", "127.0.0.1", "[::1]"]);

interface StoreUrlOptions {
  allowLoopback: boolean;
  /** The relay's host, with its port if that isn't the default one. */
  ownHost?: string;
}

/**
 * Checks a store's URL and returns it in its canonical form.
 *
 * It must be `https:`, without credentials or fragment, and not name a private, link-local or other special address.
 * With `allowLoopback` (a developer's machine) it may also be `http:` to loopback. A host that is the relay's own is
 * refused: each delivery would come back as a request.
 *
 * @throws {RelayArgumentError} with the reason.
 */
export function parseStoreUrl(text: string, options: StoreUrlOptions): string {
  if (text.length > MAX_LENGTH) throw new RelayArgumentError(`url is longer than ${MAX_LENGTH} characters`);
  if (!URL.canParse(text)) throw new RelayArgumentError("url must be an absolute URL");
  const url = new URL(text);
  if (url.username !== "" || url.password !== "") throw new RelayArgumentError("url must not contain credentials");
  if (url.hash !== "") throw new RelayArgumentError("url must not contain a fragment");
  if (url.host === options.ownHost) throw new RelayArgumentError("url must not be the relay's own address");
  if (options.allowLoopback && LOOPBACK_HOSTS.has(url.hostname) && /^https?:$/.test(url.protocol)) return url.href;
  if (url.protocol !== "https:") throw new RelayArgumentError("url must begin with https://");
  const problem = hostProblem(url.hostname);
  if (problem !== undefined) throw new RelayArgumentError(`url ${problem}`);
  return url.href;
}

/** Names that resolve inside a network, regardless of public DNS. */
const INNER_NAME =
  /(?:^|\.)(?:localhost|localdomain|local|internal|intranet|private|lan|home|corp|home\.arpa|svc|cluster|consul|test|invalid|onion)$/;

/** Public names that resolve to loopback, or to the address that the name spells. */
const POINTS_ELSEWHERE =
  /(?:^|\.)(?:nip\.io|sslip\.io|xip\.io|backname\.io|ipq\.co|1u\.ms|rbndr\.us|localtest\.me|lvh\.me|vcap\.me|lacolhost\.com|local\.gd|traefik\.me)$/;

/** An IPv4 address inside a name: `10.0.0.1.example.com`, `app-10-0-0-1.example.com`. */
const SPELLED_IPV4 = /(?:^|[.-])(\d{1,3})[.-](\d{1,3})[.-](\d{1,3})[.-](\d{1,3})(?=[.-])/;

// A URL's hostname is canonical: IPv4 is four decimals, whatever its spelling was; IPv6 is in brackets.
function hostProblem(hostname: string): string | undefined {
  const host = hostname.replace(/\.$/, "");
  if (host.startsWith("[")) return "must name a host, not an IPv6 address";
  const octets = /^(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(host)?.slice(1).map(Number);
  if (octets !== undefined) return isPublicIpv4(octets) ? undefined : "points to a private or special address";
  if (!host.includes(".") || INNER_NAME.test(host)) return "must name a public host";
  if (POINTS_ELSEWHERE.test(host)) return "must not be a name that resolves to whatever address it spells";
  const spelled = SPELLED_IPV4.exec(host)?.slice(1).map(Number);
  if (spelled?.every((octet) => octet < 256) && !isPublicIpv4(spelled)) return "points to a private or special address";
  return undefined;
}

/** Address blocks outside the public internet. Source: IANA IPv4 Special-Purpose Address Registry. */
const SPECIAL_IPV4: readonly (readonly [string, number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.31.196.0", 24],
  ["192.52.193.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["192.175.48.0", 24],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
];

const toInteger = (octets: readonly number[]): number => octets.reduce((sum, octet) => sum * 256 + octet, 0);

function isPublicIpv4(octets: readonly number[]): boolean {
  const address = toInteger(octets);
  return SPECIAL_IPV4.every(([network, prefixLength]) => {
    const first = toInteger(network.split(".").map(Number));
    return address < first || address >= first + 2 ** (32 - prefixLength);
  });
}
