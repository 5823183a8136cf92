import { Resolver } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { Injectable } from '@nestjs/common';
import { problem } from '../../common/errors/domain-error';
import { Settings } from '../config/settings';
import { isLocalName, isPublicAddress, literalAddress } from './public-address';

const DNS_TIMEOUT = { timeout: 2_000, tries: 2 };

/** The URL leads to an address that is not public. */
export class PrivateTarget extends Error {
  constructor(readonly host: string) {
    super(`${host} is not at a public address`);
  }
}

/** Decides where requests may go whose address somebody has entered. */
@Injectable()
export class OutgoingTargetsService {
  /**
   * Resolves names for connections, and fails if any address is not public. It is asked for each connection, so a name cannot
   * change its address between the check and the use. Undefined if private targets are allowed.
   */
  readonly lookup: LookupFunction | undefined;
  // Not the system's resolver, whose four threads would be shared with everything else: slow names would delay log-ins.
  private readonly resolver = new Resolver(DNS_TIMEOUT);

  constructor(private readonly settings: Settings) {
    this.lookup = settings.WEBHOOK_ALLOW_PRIVATE ? undefined : this.lookUpPublic.bind(this);
  }

  /** Refuses a URL with a private target. A name that has no address now is accepted: each request resolves it again. */
  async checkNew(url: string, field = 'url'): Promise<void> {
    const failure = await this.verify(new URL(url)).catch((error: unknown) => error);
    if (failure instanceof PrivateTarget) {
      throw problem('WEBHOOK_TARGET_PRIVATE', { field, host: failure.host });
    }
  }

  private async verify(url: URL): Promise<void> {
    this.checkLiteral(url);
    if (this.lookup && literalAddress(url) === undefined) {
      await this.publicAddressesOf(url.hostname);
    }
  }

  /** Connections to a literal address resolve nothing. */
  checkLiteral(url: URL): void {
    const address = literalAddress(url);
    const isPrivate = address === undefined ? isLocalName(url) : !isPublicAddress(address);
    if (isPrivate && !this.settings.WEBHOOK_ALLOW_PRIVATE) {
      throw new PrivateTarget(url.hostname);
    }
  }

  /** The addresses of a name, if all are public. */
  private async publicAddressesOf(hostname: string): Promise<readonly string[]> {
    const addresses = await this.resolve(hostname);
    if (!addresses.every(isPublicAddress)) {
      throw new PrivateTarget(hostname);
    }
    return addresses;
  }

  /** Throws if the name has no address. */
  async resolve(hostname: string): Promise<string[]> {
    const [v4, v6] = await Promise.allSettled([this.resolver.resolve4(hostname), this.resolver.resolve6(hostname)]);
    const addresses = [v4, v6].flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
    if (addresses.length === 0 && v4.status === 'rejected') {
      throw v4.reason;
    }
    return addresses;
  }

  private lookUpPublic(...[hostname, options, callback]: Parameters<LookupFunction>): void {
    this.publicAddressesOf(hostname).then(
      (addresses) => {
        const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
        const [{ address, family } = { address: '', family: 4 }] = found;
        if (options.all) {
          callback(null, found);
        } else {
          callback(null, address, family);
        }
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), ''),
    );
  }
}
