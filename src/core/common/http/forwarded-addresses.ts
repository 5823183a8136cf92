import type { IncomingMessage } from 'node:http';
import { AddressSet } from './address-set';
import { normalizeAddress } from './addresses';

declare module 'node:http' {
  interface IncomingMessage {
    /** A trusted proxy names its client by something that is no address: that of the proxy stands for it. */
    isForwardedByUnknown?: boolean;
  }
}

const QUOTED = /^"(.*)"$/;
const BRACKETED = /^\[([^\]]*)\](?::\d{1,5})?$/;
const WITH_PORT = /^(.+):\d{1,5}$/;
const LONGEST_SHOWN = 100;

/** An address in X-Forwarded-For, also with a port, in brackets or in quotes, as some gateways write it; null for any other text. */
export function forwardedAddress(entry: string): string | null {
  const text = entry.trim().replace(QUOTED, '$1').trim();
  const bracketed = BRACKETED.exec(text)?.[1];
  return normalizeAddress(bracketed ?? text) ?? normalizeAddress(WITH_PORT.exec(text)?.[1] ?? '');
}

/** Reads X-Forwarded-For for all that asks for the address of a client. */
export class ForwardedAddresses {
  private readonly proxies: AddressSet;
  private hasWarned = false;

  /** @param warn is called once */
  constructor(
    trustedProxies: readonly string[],
    private readonly warn: (text: string) => void,
  ) {
    this.proxies = new AddressSet(trustedProxies);
  }

  /**
   * Leaves in the header the addresses that trusted proxies have written, up to that of the client: what the client itself
   * claims, and all before an entry that is no address, is removed.
   */
  normalize(request: IncomingMessage): void {
    const { headers, socket } = request;
    const sent = headers['x-forwarded-for'];
    if (typeof sent !== 'string' || !this.proxies.has(socket.remoteAddress ?? '')) {
      return;
    }
    const known: string[] = [];
    for (const entry of sent.split(',').reverse()) {
      const address = forwardedAddress(entry);
      if (address === null && entry.trim() !== '') {
        request.isForwardedByUnknown = true;
        this.warnOnce(entry.trim(), known[0] ?? socket.remoteAddress);
        break;
      }
      if (address !== null) {
        known.unshift(address);
      }
      if (address !== null && !this.proxies.has(address)) {
        break;
      }
    }
    headers['x-forwarded-for'] = known.join(', ');
  }

  private warnOnce(entry: string, proxy = ''): void {
    if (!this.hasWarned) {
      this.hasWarned = true;
      this.warn(
        `The proxy ${proxy} names its client by "${entry.slice(0, LONGEST_SHOWN)}" in X-Forwarded-For, which is no address: its own is used for limits, logs and allowed addresses. See docs/operate/install.md#behind-a-proxy`,
      );
    }
  }
}
