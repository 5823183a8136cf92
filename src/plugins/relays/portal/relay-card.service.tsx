import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import { attemptFile, type BatchedFile } from '../../../core/licensing';
import { PortalBrandService } from '../../portal/frame/portal-brand.service';
import { LicenseAddition, type LicenseEnd } from '../../portal/licenses/license-addition';
import type { OwnedLicense } from '../../portal/licenses/portal-licenses.service';
import { RelaysService } from '../relays.service';
import { PortalRelaysService } from './portal-relays.service';
import { RelaysCard } from './portal-relays.view';

/** The relays of licenses in the portal. */
@Injectable()
export class RelayCardService extends LicenseAddition {
  constructor(
    private readonly listed: PortalRelaysService,
    private readonly relays: RelaysService,
    private readonly brands: PortalBrandService,
  ) {
    super();
  }

  async cardOf(owned: OwnedLicense): Promise<VNode | null> {
    const relays = await this.listed.list(owned);
    return relays.length === 0 ? null : <RelaysCard license={owned.license} relays={relays} />;
  }

  /** Renews relays that renew by file, if the vendor's setting allows it. */
  async renew({ license }: OwnedLicense, line: number): Promise<BatchedFile[]> {
    const results: BatchedFile[] = [];
    const relays = this.brands.abilities.relayRenewals ? await this.relays.renewable(license.uid) : [];
    for (const [index, { uid, name }] of relays.entries()) {
      const place = { line: line + index, fileLine: line + index, deviceName: name, extension: '.relay.json' };
      const renewed = await attemptFile(place, async () => {
        const { file, relay } = await this.relays.renew(license.uid, uid);
        return { text: file, expiresAt: relay.expiresAt };
      });
      results.push(renewed);
    }
    return results;
  }

  async endsOf(licenses: readonly OwnedLicense[], most: number): Promise<LicenseEnd[]> {
    const byId = new Map(licenses.map((owned) => [owned.license.id, owned]));
    const relays = await this.relays.ending([...byId.keys()], most);
    return relays.flatMap(({ licenseId, expiresAt: at, name }) => {
      const owned = byId.get(licenseId);
      return owned ? [{ kind: 'relay', at, name, owned }] : [];
    });
  }
}
