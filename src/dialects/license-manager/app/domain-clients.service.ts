import { Injectable } from '@nestjs/common';
import type { Device } from '../../../licensing/activations/device';
import { InvalidInput } from '../../../common/errors/domain-error';
import { normalizeAddress } from '../../../common/http/addresses';
import { currentRequest } from '../../../common/http/request-context';
import { normalizeDomain } from '../../../licensing/licenses/domains';
import { DomainClientSettingsService } from './domain-client-settings.service';

/** Where a program says that it runs, as it says it. */
export interface ClientLocation {
  readonly url?: string;
  readonly ip?: string;
}

/** Where a program runs, for the rules. */
export interface DomainClient {
  /** Under which it takes its seat: a domain, a device id, or the connection's address. */
  readonly device: Device;
  /** The program named the place itself. */
  readonly isNamed: boolean;
  /** What the addresses that a license allows are compared with; undefined where they are not looked at. */
  readonly address: string | null | undefined;
}

/** A scheme with nothing behind it, as programs that run on no host send it. */
const NO_HOST = /^(?:[a-z][a-z\d+.-]*:)?\/\/(?:[/?#]|$)/i;

/** Makes of what a program says of its place the one name that it has here. */
@Injectable()
export class DomainClientsService {
  constructor(private readonly settings: DomainClientSettingsService) {}

  resolve({ url, ip }: ClientLocation): DomainClient {
    const isNamed = url !== undefined && !NO_HOST.test(url.trim());
    const fingerprint = isNamed ? this.nameIn(url) : connectionAddress();
    const comparesAddresses = this.settings.comparesAddresses();
    return {
      device: { fingerprint, kind: 'domain' },
      isNamed,
      address: comparesAddresses ? addressIn(ip) : undefined,
    };
  }

  private nameIn(url: string): string {
    const name = normalizeDomain(url, { keepWww: !this.settings.normalizesWww() });
    if (name === null) {
      throw new InvalidInput('X-API-URL', 'X-API-URL must be a URL, a host, or a device id that ends in .hwid');
    }
    return name;
  }
}

function connectionAddress(): string {
  const address = currentRequest()?.address ?? null;
  if (address === null) {
    throw new InvalidInput('X-API-URL', 'X-API-URL must say where the program runs');
  }
  return address;
}

/** Proxies of the program's own may have made a list of it; what is no address is not looked at. */
function addressIn(text: string | undefined): string | null {
  const [first = ''] = (text ?? '').split(',', 1);
  return normalizeAddress(first) ?? currentRequest()?.address ?? null;
}
