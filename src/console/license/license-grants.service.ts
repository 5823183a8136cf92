import { Injectable } from '@nestjs/common';
import type { Entitlement } from '../../catalog/definitions/entitlement.entity';
import { EntitlementsService } from '../../catalog/definitions/entitlements.service';
import type { GrantSet } from '../../catalog/grants/grants';
import type { Meter } from '../../catalog/definitions/meter.entity';
import { MetersService } from '../../catalog/definitions/meters.service';
import { GrantsService } from '../../licenses/grants/grants.service';
import type { License } from '../../licenses/licenses/license.entity';

/** Declarations of one product that the form shows. */
const SHOWN = 100;
const NONE: GrantSet = { entitlements: {}, meters: {} };

export interface LicenseGrants {
  /** Each code once, though several products may declare it. */
  readonly entitlements: readonly Entitlement[];
  readonly meters: readonly Meter[];
  readonly own: GrantSet;
  readonly ofPolicy: GrantSet;
}

/** Reads what can be granted to a license and what is. */
@Injectable()
export class LicenseGrantsService {
  constructor(
    private readonly entitlements: EntitlementsService,
    private readonly meters: MetersService,
    private readonly grants: GrantsService,
  ) {}

  async of(license: License): Promise<LicenseGrants> {
    const entitlements: Entitlement[] = [];
    const meters: Meter[] = [];
    // One after the other, so that the page holds one connection.
    for (const { uid } of license.products ?? []) {
      entitlements.push(...(await this.entitlements.list(uid, { limit: SHOWN })).rows);
      meters.push(...(await this.meters.list(uid, { limit: SHOWN })).rows);
    }
    return {
      entitlements: byCode(entitlements),
      meters: byCode(meters),
      own: (await this.grants.ofLicenses([license.id])).get(license.id) ?? NONE,
      ofPolicy: (await this.grants.ofPolicies([license.policyId])).get(license.policyId) ?? NONE,
    };
  }
}

function byCode<T extends { readonly code: string }>(declared: readonly T[]): T[] {
  const unique = new Map(declared.map((one) => [one.code, one]));
  return [...unique.values()].sort((one, other) => (one.code < other.code ? -1 : 1));
}
