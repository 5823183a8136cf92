import type { RemoteInfo, Socket } from 'node:dgram';
import { once } from 'node:events';
import { hostname, networkInterfaces } from 'node:os';
import {
  A,
  ANY,
  type DnsRecord,
  encodeName,
  encodeResponse,
  encodeService,
  firstQuestion,
  PTR,
  SRV,
  TXT,
} from './dns-message';

/** Type of service for which programs with `relay: 'auto'` ask. */
const SERVICE = ['_keyward', '_tcp', 'local'];
/** Multicast DNS. */
const GROUP = { address: '224.0.0.251', port: 5353 };
const MAX_LABEL = 63;

/** A relay as it is announced. */
export interface AnnouncedRelay {
  readonly name: string;
  readonly port: number;
}

/**
 * Answers questions for relays in this network by multicast DNS (DNS-SD, RFC 6763), until it is ended.
 * @param relay undefined while it serves nothing
 * @param own address at which it listens, for tests; by default all, and the group of multicast DNS
 * @returns ends it
 * @throws Error if the port is taken by a program that does not share it
 */
export async function announce(
  relay: () => AnnouncedRelay | undefined,
  own?: { readonly address: string; readonly port: number },
): Promise<() => void> {
  // Loaded for a relay that announces itself: most do not.
  const { createSocket } = await import('node:dgram');
  const socket = createSocket({ type: 'udp4', reuseAddr: true });
  socket.on('message', (message, sender) => answer(socket, relay(), message, sender));
  socket.bind(own?.port ?? GROUP.port, own?.address);
  await once(socket, 'listening');
  // Later errors are of single answers.
  socket.on('error', () => undefined);
  if (!own) {
    addresses().forEach((address) => join(socket, address));
  }
  return () => socket.close();
}

/** An interface without multicast is left out. */
function join(socket: Socket, address: string): void {
  try {
    socket.addMembership(GROUP.address, address);
  } catch {
    // The others are joined.
  }
}

function answer(socket: Socket, relay: AnnouncedRelay | undefined, message: Buffer, sender: RemoteInfo): void {
  const asked = firstQuestion(message);
  const { name, type } = asked?.question ?? {};
  if (!relay || !asked || name !== SERVICE.join('.') || (type !== PTR && type !== ANY)) {
    return;
  }
  const isResponder = sender.port === GROUP.port;
  const repeated = isResponder
    ? { id: 0, question: Buffer.of() }
    : { id: message.readUInt16BE(0), question: asked.bytes };
  const to = isResponder ? GROUP : sender;
  socket.send(encodeResponse({ ...repeated, ...recordsOf(relay) }), to.port, to.address);
}

function recordsOf({ name, port }: AnnouncedRelay): { answers: DnsRecord[]; additionals: DnsRecord[] } {
  const instance = [labelOf(name), ...SERVICE];
  const host = [labelOf(hostname().split('.', 1)[0] ?? ''), 'local'];
  return {
    answers: [{ name: SERVICE, type: PTR, data: encodeName(instance) }],
    additionals: [
      { name: instance, type: SRV, data: encodeService(port, host) },
      { name: instance, type: TXT, data: Buffer.of(0) },
      ...addresses().map((address) => ({ name: host, type: A, data: Buffer.from(address.split('.').map(Number)) })),
    ],
  };
}

/** The beginning of a text, as far as a label takes it. */
function labelOf(text: string): string {
  const label = Buffer.from(text)
    .subarray(0, MAX_LABEL)
    .toString()
    .replace(/\uFFFD+$/, '');
  return label === '' ? 'relay' : label;
}

/** The IPv4 addresses of this machine in networks. */
function addresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((entries) => entries ?? []);
  return all.filter(({ family, internal }) => family === 'IPv4' && !internal).map(({ address }) => address);
}
