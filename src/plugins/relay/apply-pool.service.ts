import { Injectable } from '@nestjs/common';
import { BEHAVIOR_ROWS, behaviorInput, EntitlementsService, MetersService, PoliciesService, ProductsService } from '../../core/catalog';
import { type EntitlementValue, type GrantChange, Product } from '../../core/catalog';
import { IssueLicensesService, License } from '../../core/licenses';
import { ChangeLicenseService, LicenseUsersService } from '../../core/licensing';
import { UnitOfWork } from '../../core/platform';
import type { LicenseFields, Pool } from './relay-claims';
import type { RelayFile } from './relay-file';

/** Makes the license of a pool, its product and policy: what checks of programs then read. */
@Injectable()
export class ApplyPoolService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly products: ProductsService,
    private readonly policies: PoliciesService,
    private readonly entitlements: EntitlementsService,
    private readonly meters: MetersService,
    private readonly issuing: IssueLicensesService,
    private readonly changing: ChangeLicenseService,
    private readonly users: LicenseUsersService,
  ) {}

  /** In one transaction. A file that was applied before changes nothing. */
  async apply(file: RelayFile, isReleased: boolean): Promise<void> {
    await this.work.run(async (manager) => {
      const { claims, terms } = file;
      const { reference, name } = terms.product;
      const known = await manager.findOne(License, { where: { uid: claims.license }, relations: { policy: true } });
      if (!(await manager.existsBy(Product, { reference }))) {
        await this.products.create({ reference, name });
      }
      const grants = await this.grantsOf(reference, terms.license_fields, claims.pool);
      const behavior = behaviorOf(terms.policy);
      const attributes = { ...attributesOf(file), grants, isDisabled: isReleased };
      if (known?.policy) {
        await this.policies.change(known.policy.uid, behavior);
        await this.changing.change(known.uid, attributes);
      } else {
        const policy = await this.policies.create({ name: claims.relay.name.slice(0, 255) || 'Relay', ...behavior });
        const identity = { product: reference, policy: policy.uid, key: terms.license_key, uid: claims.license };
        await this.issuing.issue({ ...attributes, ...identity });
      }
      for (const user of terms.license_fields.users ?? []) {
        await this.users.assign(claims.license, user);
      }
    });
  }

  /** Declares what the license grants. */
  private async grantsOf(product: string, fields: LicenseFields, { meters = {} }: Pool): Promise<GrantChange> {
    const entitlements = Object.fromEntries(
      Object.entries(fields.entitlements ?? {}).map(([code, sent]) => [code, grantOf(sent)]),
    );
    for (const [code, { value }] of Object.entries(entitlements)) {
      const type = typeof value === 'boolean' ? 'flag' : typeof value === 'number' ? 'number' : 'text';
      await this.entitlements.put(product, code, { name: code, type, choices: [] });
    }
    const amounts = Object.entries(meters).map(([code, amount]) => [code, Number(amount)] as const);
    for (const [code] of amounts) {
      await this.meters.put(product, code, { name: code, unit: null, kind: 'consumed' });
    }
    const terms = { period: 'none', anchor: 'calendar', overage_percent: 0 } as const;
    return { entitlements, meters: Object.fromEntries(amounts.map(([code, limit]) => [code, { limit, ...terms }])) };
  }
}

function grantOf(sent: unknown): { value: EntitlementValue; expires_at: Date | null } {
  const { value, expires_at: end } =
    typeof sent === 'object' && sent !== null
      ? (sent as { value: EntitlementValue; expires_at?: number | string | null })
      : { value: sent as EntitlementValue };
  return { value, expires_at: instantOf(end) };
}

/** Fields of rules that cannot be decided without a country database are left out: the vendor's server decides them. */
function behaviorOf(fields: Readonly<Record<string, unknown>>): ReturnType<typeof behaviorInput> {
  const entries = BEHAVIOR_ROWS.flatMap(([, row]) => {
    const value = fields[row.name];
    if (value === undefined || ('areCountries' in row && row.areCountries)) {
      return [];
    }
    return [[row.name, row.kind === 'instant' ? instantOf(value as string | null) : value]];
  });
  return behaviorInput(Object.fromEntries(entries) as Parameters<typeof behaviorInput>[0]);
}

function attributesOf({ claims, terms }: RelayFile) {
  const { features = [], max_users: maxUsers = null, expires_at: end, metadata } = terms.license_fields;
  const own = instantOf(end)?.getTime() ?? Infinity;
  return {
    maxSessions: claims.pool.sessions ?? null,
    maxActivations: claims.pool.activations ?? null,
    maxUsers,
    features: [...features],
    expiresAt: new Date(Math.min(own, claims.exp * 1000)),
    metadata: metadata ? { public: metadata } : {},
  };
}

function instantOf(time: number | string | null | undefined): Date | null {
  if (time === null || time === undefined) {
    return null;
  }
  return new Date(typeof time === 'number' ? time * 1000 : time);
}
