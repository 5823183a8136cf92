import { Injectable } from '@nestjs/common';
import {
  BEHAVIOR_ROWS,
  behaviorInput,
  EntitlementsService,
  MetersService,
  PoliciesService,
  ProductsService,
} from '../../core/catalog';
import { type EntitlementValue, type GrantChange, Product } from '../../core/catalog';
import { type Customer, CustomersService } from '../../core/customers';
import { IssueLicensesService, License } from '../../core/licenses';
import { ChangeLicenseService, LicenseUsersService } from '../../core/licensing';
import { UnitOfWork } from '../../core/platform';
import { decimalsOf } from './pool-meters';
import type { LicenseFields, Pool, RelayLicenseClaims } from './relay-claims';
import { PairStoreService } from './pair/pair-store.service';
import type { RelayFile } from './cli/relay-file';

/** Makes the license of a pool, its product and policy: what checks of programs then read. */
@Injectable()
export class ApplyPoolService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly products: ProductsService,
    private readonly customers: CustomersService,
    private readonly policies: PoliciesService,
    private readonly entitlements: EntitlementsService,
    private readonly meters: MetersService,
    private readonly issuing: IssueLicensesService,
    private readonly changing: ChangeLicenseService,
    private readonly users: LicenseUsersService,
    private readonly pairs: PairStoreService,
  ) {}

  /** In one transaction. A file that was applied before changes nothing. */
  async apply(file: RelayFile, isReleased: boolean): Promise<void> {
    await this.work.run(async (manager) => {
      const { claims, terms } = file;
      const { reference } = terms.product;
      const known = await manager.findOne(License, {
        where: { uid: claims.license },
        relations: { policy: true, customer: true },
      });
      await this.applyProduct(terms);
      const customer = await this.customerOf(terms.license_fields, known?.customer ?? null);
      const grants = await this.grantsOf(reference, terms.license_fields, claims.pool.meters ?? {});
      const policyInput = { ...behaviorOf(terms.policy), grants: creditsOf(terms.license_fields, grants) };
      const attributes = { ...attributesOf(file), customer, grants, isDisabled: isReleased };
      if (known?.policy) {
        await this.policies.change(known.policy.uid, policyInput);
        await this.changing.change(known.uid, attributes);
      } else {
        const policy = await this.policies.create({ name: claims.relay.name.slice(0, 255) || 'Relay', ...policyInput });
        const identity = { product: reference, policy: policy.uid, key: terms.license_key, uid: claims.license };
        await this.issuing.issue({ ...attributes, ...identity });
      }
      await this.pairs.restore(manager, file);
      for (const user of terms.license_fields.users ?? []) {
        await this.users.assign(claims.license, user);
      }
    });
  }

  private async applyProduct({ product, license_fields: fields }: RelayLicenseClaims): Promise<void> {
    const { reference, name } = product;
    const shown = { name, showsCustomer: Boolean(fields.customer), upgradeUrl: fields.upgrade_url ?? null };
    const known = await this.work.manager.findOneBy(Product, { reference });
    if (known) {
      await this.products.change(known.uid, shown);
    } else {
      await this.products.create({ reference, ...shown });
    }
  }

  /** Uid of the customer whom programs show; null if they show none. */
  private async customerOf({ customer: shown }: LicenseFields, known: Customer | null): Promise<string | null> {
    if (!shown) {
      return null;
    }
    const input = {
      name: shown.name,
      company: shown.company ?? null,
      ...(shown.metadata && { metadata: { public: shown.metadata } }),
    };
    const { uid } = await (known ? this.customers.change(known.uid, input) : this.customers.create(input));
    return uid;
  }

  /** Declares what the license grants. */
  private async grantsOf(
    product: string,
    fields: LicenseFields,
    meters: NonNullable<Pool['meters']>,
  ): Promise<GrantChange> {
    const entitlements = Object.fromEntries(
      Object.entries(fields.entitlements ?? {}).map(([code, sent]) => [code, grantOf(sent)]),
    );
    for (const [code, { value }] of Object.entries(entitlements)) {
      const type = typeof value === 'boolean' ? 'flag' : typeof value === 'number' ? 'number' : 'text';
      await this.entitlements.put(product, code, { name: code, type, choices: [] });
    }
    for (const [code, amount] of Object.entries(meters)) {
      const decimals = decimalsOf(fields, code, amount);
      await this.meters.put(product, code, { name: code, unit: null, kind: 'consumed', decimals });
    }
    return { entitlements, ...amountsIn(meters) };
  }
}

/** The credits of the policy, which alone has rates. */
function creditsOf(
  { rates = {}, next_rates: next }: LicenseFields,
  { credits = {} }: Pick<GrantChange, 'credits'>,
): Pick<GrantChange, 'credits' | 'rates' | 'next_rates'> {
  return { credits, rates, next_rates: next ? { from: new Date(next.from), rates: next.rates } : null };
}

/** The meters and credits of the pool, for its whole time. */
function amountsIn(pool: Readonly<Record<string, number | string>>): Pick<GrantChange, 'meters' | 'credits'> {
  const terms = { period: 'none', anchor: 'calendar', overage_percent: 0 } as const;
  const meters: Record<string, typeof terms & { readonly limit: number }> = {};
  const credits: Record<string, typeof terms & { readonly limit: string }> = {};
  for (const [code, limit] of Object.entries(pool)) {
    if (typeof limit === 'string') {
      credits[code] = { limit, ...terms };
    } else {
      meters[code] = { limit, ...terms };
    }
  }
  return { meters, credits };
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
