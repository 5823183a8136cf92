import { nodeModule } from './node-module';
import { type Platform, textOf, thisPlatform } from './platform';

const SERVICE = '_keyward._tcp';
/** Both together: the start of a program waits for no more. */
const SRV_MS = 1_000;
const MDNS_MS = 1_000;
const HTTPS = 443;
const [A, PTR, SRV] = [1, 12, 33];

/** The networks that are asked; tests replace them. */
export interface RelayNetworks {
  readonly platform: Platform;
  readonly hostname: () => Promise<string>;
  readonly resolveSrv: (name: string, timeoutMs: number) => Promise<readonly Service[]>;
  /** Of multicast DNS. */
  readonly group: { readonly address: string; readonly port: number };
}

interface Service {
  readonly name: string;
  readonly port: number;
  readonly priority: number;
  readonly weight: number;
}

/**
 * Address of a relay in this network: from the record SRV `_keyward._tcp` of the domain of this computer, else by multicast DNS.
 * Undefined after two seconds. It may be anybody's: what it answers is trusted by its certificate alone.
 */
export async function findRelay(networks: RelayNetworks = theseNetworks()): Promise<string | undefined> {
  return (await relayOfDomain(networks)) ?? (await relayNearby(networks));
}

async function relayOfDomain(networks: RelayNetworks): Promise<string | undefined> {
  const domain = await domainOf(networks);
  const services = domain ? await networks.resolveSrv(`${SERVICE}.${domain}`, SRV_MS).catch(() => []) : [];
  const [first] = [...services].sort((a, b) => a.priority - b.priority || b.weight - a.weight);
  return first && addressOf(first.name, first.port);
}

async function domainOf({ hostname, platform }: RelayNetworks): Promise<string | undefined> {
  const [, ...domain] = (await hostname()).split('.');
  if (domain.length > 0) {
    return domain.join('.');
  }
  const [, searched] = /^(?:search|domain)\s+(\S+)/m.exec(await textOf(platform, '/etc/resolv.conf')) ?? [];
  return searched?.replace(/\.$/, '') ?? platform.variables.USERDNSDOMAIN;
}

interface Socket {
  on(event: 'message', listener: (message: Uint8Array, from: { readonly address: string }) => void): unknown;
  on(event: 'error', listener: () => void): unknown;
  send(message: Uint8Array, port: number, address: string): void;
  close(): void;
}

async function relayNearby({ group }: RelayNetworks): Promise<string | undefined> {
  const { createSocket } = await nodeModule<{ readonly createSocket: (type: 'udp4') => Socket }>('node:dgram');
  const socket = createSocket('udp4');
  let timer: ReturnType<typeof setTimeout> | undefined;
  const found = await new Promise<string | undefined>((resolve) => {
    timer = setTimeout(resolve, MDNS_MS, undefined);
    socket.on('error', () => resolve(undefined));
    socket.on('message', (message, { address }) => {
      const relay = relayIn(message, address);
      if (relay !== undefined) {
        resolve(relay);
      }
    });
    socket.send(question(), group.port, group.address);
  });
  clearTimeout(timer);
  socket.close();
  return found;
}

/** A question for the pointers to services, whose answer is wanted by this socket alone (RFC 6762, section 5.4). */
function question(): Uint8Array {
  const labels = [...SERVICE.split('.'), 'local'].flatMap((label) => [
    label.length,
    ...new TextEncoder().encode(label),
  ]);
  return new Uint8Array([0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, ...labels, 0, 0, PTR, 0x80, 1]);
}

/** The first service in an answer; undefined for what is no such answer. */
export function relayIn(message: Uint8Array, sender: string): string | undefined {
  try {
    const records = recordsIn(message);
    const service = records.find(({ type, name }) => type === SRV && name.endsWith(`.${SERVICE}.local`));
    const host = records.find(({ type, name }) => type === A && name === service?.target);
    return service && addressOf(host?.target ?? sender, service.port);
  } catch (error) {
    if (error instanceof RangeError) {
      return undefined;
    }
    throw error;
  }
}

interface DnsRecord {
  readonly type: number;
  readonly name: string;
  /** Of SRV and A. */
  readonly target: string;
  readonly port: number;
}

/** @throws RangeError for a message that ends too early */
function recordsIn(message: Uint8Array): DnsRecord[] {
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  const [questions = 0, ...counts] = [4, 6, 8, 10].map((offset) => view.getUint16(offset));
  let offset = 12;
  for (let index = 0; index < questions; index++) {
    offset = nameAt(view, offset).end + 4;
  }
  const records: DnsRecord[] = [];
  for (let left = counts.reduce((sum, count) => sum + count, 0); left > 0; left--) {
    const { name, end } = nameAt(view, offset);
    const [type, data] = [view.getUint16(end), end + 10];
    offset = data + view.getUint16(end + 8);
    if (offset > view.byteLength) {
      throw new RangeError('The message is cut');
    }
    const target = type === SRV ? nameAt(view, data + 6).name : type === A ? ipAt(view, data) : '';
    records.push({ type, name, target, port: type === SRV ? view.getUint16(data + 4) : 0 });
  }
  return records;
}

function ipAt(view: DataView, offset: number): string {
  return [0, 1, 2, 3].map((index) => view.getUint8(offset + index)).join('.');
}

/** A name, whose end may stand earlier in the message (RFC 1035, section 4.1.4): pointers only lead back, so that they end. */
function nameAt(view: DataView, start: number, before = start + 1): { name: string; end: number } {
  const labels: string[] = [];
  let offset = start;
  for (let length = view.getUint8(offset); length > 0; length = view.getUint8(offset)) {
    if (length >= 0xc0) {
      const target = view.getUint16(offset) & 0x3fff;
      if (target >= before) {
        throw new RangeError('A name points forward');
      }
      labels.push(nameAt(view, target, target).name);
      return { name: labels.join('.'), end: offset + 2 };
    }
    labels.push(String.fromCharCode(...bytesAt(view, offset + 1, length)).toLowerCase());
    offset += length + 1;
  }
  return { name: labels.join('.'), end: offset + 1 };
}

function bytesAt(view: DataView, offset: number, length: number): number[] {
  return Array.from({ length }, (_, index) => view.getUint8(offset + index));
}

function addressOf(host: string, port: number): string {
  return port === HTTPS ? `https://${host}` : `http://${host}:${port}`;
}

function theseNetworks(): RelayNetworks {
  return {
    platform: thisPlatform(),
    hostname: async () => (await nodeModule<{ hostname(): string }>('node:os')).hostname(),
    resolveSrv: async (name, timeout) => {
      const { promises } = await nodeModule<Dns>('node:dns');
      return new promises.Resolver({ timeout, tries: 1 }).resolveSrv(name);
    },
    group: { address: '224.0.0.251', port: 5353 },
  };
}

interface Dns {
  readonly promises: {
    readonly Resolver: new (options: object) => { resolveSrv(name: string): Promise<Service[]> };
  };
}
