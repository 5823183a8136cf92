import { Injectable } from '@nestjs/common';
import type { Device } from '../../../licensing/activations/device';
import { InvalidInput } from '../../../common/errors/domain-error';
import { normalizeAddress } from '../../../common/http/addresses';
import { currentRequest } from '../../../common/http/request-context';
import { normalizeDomain } from '../../../licensing/licenses/domains';
import { DomainClientSettingsService } from './domain-client-settings.service';

/** Location headers as the program sent them. */
export interface ClientLocation {
  readonly url?: string;
  readonly ip?: string;
}

/** A resolved location. */
export interface DomainClient {
  /** Occupies the seat; its fingerprint is a domain, a device id, or the connection's address. */
  readonly device: Device;
  /** Whether the program sent its location itself. */
  readonly isNamed: boolean;
  /** Address to compare with the license's allowed addresses; undefined if they are not checked. */
  readonly address: string | null | undefined;
}

/** A scheme without a host, which programs that run on no host send. */
const NO_HOST = /^(?:[a-z][a-z\d+.-]*:)?\/\/(?:[/?#]|$)/i;

/** Resolves a program's location headers to one normalized domain, device id or address. */
@Injectable()
export class DomainClientsService {
  constructor(private readonly settings: DomainClientSettingsService) {}

  resolve({ url, ip }: ClientLocation): DomainClient {
    const isNamed = url !== undefined && !NO_HOST.test(url.trim());
    const fingerprint = isNamed ? this.resolveDomain(url) : connectionAddress();
    const comparesAddresses = this.settings.comparesAddresses();
    return {
      device: { fingerprint, kind: 'domain' },
      isNamed,
      address: comparesAddresses ? addressIn(ip) : undefined,
    };
  }

  private resolveDomain(url: string): string {
    const domain = normalizeDomain(url, { keepWww: !this.settings.normalizesWww() });
    if (domain === null) {
      throw new InvalidInput('X-API-URL', 'X-API-URL must be a URL, a host, or a device id that ends in .hwid');
    }
    return domain;
  }
}

function connectionAddress(): string {
  const address = currentRequest()?.address ?? null;
  if (address === null) {
    throw new InvalidInput('X-API-URL', 'X-API-URL is required');
  }
  return address;
}

/** The first entry counts, because the program's own proxies may append more. An invalid address is ignored. */
function addressIn(text: string | undefined): string | null {
  const [first = ''] = (text ?? '').split(',', 1);
  return normalizeAddress(first) ?? currentRequest()?.address ?? null;
}
