import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import { LicenseAddition } from '../../portal/licenses/license-addition';
import type { OwnedLicense } from '../../portal/licenses/portal-licenses.service';
import { PortalRelaysService } from './portal-relays.service';
import { RelaysCard } from './portal-relays.view';

/** The relays of a license, on its page. */
@Injectable()
export class RelayCardService extends LicenseAddition {
  constructor(private readonly relays: PortalRelaysService) {
    super();
  }

  async cardOf(owned: OwnedLicense): Promise<VNode | null> {
    const relays = await this.relays.list(owned);
    return relays.length === 0 ? null : <RelaysCard license={owned.license} relays={relays} />;
  }
}
