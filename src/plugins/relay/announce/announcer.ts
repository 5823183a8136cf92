import { hostname, networkInterfaces } from 'node:os';
import type { Options, Query, Responder, Response, Sender } from 'multicast-dns';

/** Type of service for which programs with `relay: 'auto'` ask. */
const SERVICE = '_keyward._tcp.local';
const MDNS_PORT = 5353;
const LABEL_BYTES = 63;
/** Seconds for which an answer is remembered (RFC 6762, section 10). */
const TTL = 120;

/** A relay as it is announced. */
export interface AnnouncedRelay {
  readonly name: string;
  readonly port: number;
}

/**
 * Answers questions for relays in this network by multicast DNS (DNS-SD, RFC 6763), until it is ended.
 * @param options other ones for tests
 * @returns ends it
 */
export async function announce(
  relay: () => AnnouncedRelay,
  warn: (error: Error) => void,
  options: Options = {},
): Promise<() => void> {
  // Loaded for a relay that announces itself: most do not.
  const { default: multicastDns } = await import('multicast-dns');
  const responder = multicastDns(options);
  responder.on('error', warn).on('warning', () => undefined);
  responder.on('query', (query: Query, sender: Sender) => answer(responder, relay(), query, sender));
  return () => responder.destroy();
}

function answer(responder: Responder, relay: AnnouncedRelay, query: Query, sender: Sender): void {
  const isAsked = query.questions.some(
    ({ name, type }) => name.toLowerCase() === SERVICE && ['PTR', 'ANY'].includes(type),
  );
  if (!isAsked) {
    return;
  }
  const response = responseOf(relay);
  if (sender.port === MDNS_PORT) {
    responder.respond(response);
  } else {
    // A program that is no responder itself gets its own answer (RFC 6762, section 6.7).
    responder.respond({ ...response, id: query.id, questions: query.questions }, sender);
  }
}

function responseOf({ name, port }: AnnouncedRelay): Response {
  const instance = `${labelOf(name)}.${SERVICE}`;
  const host = `${labelOf(hostname())}.local`;
  return {
    answers: [{ name: SERVICE, type: 'PTR', ttl: TTL, data: instance }],
    additionals: [
      { name: instance, type: 'SRV', ttl: TTL, data: { priority: 0, weight: 0, port, target: host } },
      { name: instance, type: 'TXT', ttl: TTL, data: [] },
      ...addresses().map((data) => ({ name: host, type: 'A', ttl: TTL, data })),
    ],
  };
}

/** One label of a name, which a dot would end. */
function labelOf(text: string): string {
  const [first = ''] = text.replaceAll('.', '-').match(new RegExp(`^[\\x20-\\x7e]{1,${LABEL_BYTES}}`)) ?? [];
  return first === '' ? 'relay' : first;
}

function addresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((entries) => entries ?? []);
  return all.filter(({ family, internal }) => family === 'IPv4' && !internal).map(({ address }) => address);
}
