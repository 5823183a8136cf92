import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import {
  BEHAVIOR_ROWS,
  CreatePolicyDto,
  DEFAULT_KEY_FORMAT,
  grantChange,
  monthsInDays,
  NO_GRANTS,
  PoliciesService,
  Policy,
  PolicyDto,
  type PolicyVersion,
  PolicyVersionsService,
  Product,
  ProductsService,
  UpdatePolicyDto,
} from '../../core/catalog';
import {
  type BehaviorRow,
  creditFields,
  entitlementFields,
  Grants,
  meterFields,
  PolicyVersionDto,
  rateListsAt,
  type SentGrants,
} from '../../core/catalog/internal';
import { UnitOfWork } from '../../core/platform';
import { Clock, defined, problem } from '../../core/common';
import { Permission, productScope } from '../../core/identity';
import type { Fields, StoredItem, WantedItem } from './catalog-item';
import { CatalogSection, MAX_OBJECTS } from './catalog-section';
import type { CatalogDto, CatalogPolicyDto, CatalogPolicyVersionDto } from './dto/catalog.dto';
import { isSame, jsonFields, pick, withoutDefaults } from './normal-fields';
import type { Renames } from './renames';

/** Values of a new policy. */
const DEFAULTS: Fields = {
  key_format: DEFAULT_KEY_FORMAT,
  expiry_basis: 'fixed',
  duration_days: null,
  duration_months: null,
  max_activations: null,
  max_users: null,
  max_sessions: null,
  uses_limit: null,
  features: [],
  trial_requires: 'device',
  trial_needs_verification: false,
  entitlements: {},
  meters: {},
  credits: {},
  rates: {},
  next_rates: null,
  ...Object.fromEntries(BEHAVIOR_ROWS.map(([, row]) => [row.name, initialOf(row)])),
};

const NAMES = ['name', ...Object.keys(DEFAULTS)];

/** The own policies of products, and shared ones by name. */
@Injectable()
export class PoliciesSection extends CatalogSection<CatalogPolicyDto> {
  readonly kind = 'policy';
  readonly permissions = { read: Permission.PoliciesRead, write: Permission.PoliciesWrite };

  constructor(
    private readonly work: UnitOfWork,
    private readonly policies: PoliciesService,
    private readonly products: ProductsService,
    private readonly grants: Grants,
    private readonly versions: PolicyVersionsService,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async stored(): Promise<StoredItem[]> {
    const { manager } = this.work;
    // Twice as many: each product has one of its own.
    const take = 2 * MAX_OBJECTS + 1;
    const scope = productScope();
    const where = scope && { id: In(scope) };
    const products = await manager.find(Product, { select: { policyId: true, reference: true }, where, take });
    const owners = new Map(products.map(({ policyId, reference }) => [policyId, reference]));
    const own = scope && { id: In([...owners.keys()]) };
    const policies = await manager.find(Policy, { where: own, order: { id: 'ASC' }, take });
    const grants = await this.grants.ofPolicies(policies.map(({ id }) => id));
    const versions = await this.versions.ofPolicies(
      policies.flatMap(({ id, publishedVersion }) => (publishedVersion === null ? [] : [id])),
    );
    return policies.map((policy) => {
      const { id, uid, name } = policy;
      const product = owners.get(id) ?? null;
      policy.grants = grants.get(id);
      const published = versions.filter(({ policyId }) => policyId === id);
      const fields = {
        ...inOneUnit(jsonFields(pick(PolicyDto.from(policy), NAMES))),
        ...(published.length > 0 && { versions: published.map(fileVersion) }),
      };
      return { id, uid, key: keyOf(product, name), name: product ?? name, product, fields };
    });
  }

  override export(items: readonly StoredItem[], file: CatalogDto): void {
    const own = new Map(items.map((item) => [item.product, item.fields]));
    for (const product of file.products ?? []) {
      const { reference: name } = product;
      const policy = withoutDefaults(own.get(name) ?? {}, { ...DEFAULTS, name });
      Object.assign(product, Object.keys(policy).length > 0 && { policy });
    }
    if (productScope()) {
      return;
    }
    const shared = items.filter(({ product }) => product === null);
    Object.assign(file, { policies: shared.map(({ fields }) => withoutDefaults(fields, DEFAULTS)) });
  }

  override wanted({ products, policies }: CatalogDto): WantedItem<CatalogPolicyDto>[] | undefined {
    if (policies && productScope()) {
      throw problem('CATALOG_SHARED_POLICIES_FORBIDDEN', { field: 'policies' });
    }
    const now = this.clock.now();
    const own = products?.map(({ reference, policy = {} }, index) =>
      wantedOf(`products.${index}.policy`, { ...policy, name: policy.name ?? reference }, reference, now),
    );
    const shared = policies?.map(({ renamed_from: former, ...policy }, index) => ({
      ...wantedOf(`policies.${index}`, policy, null, now),
      former: former === undefined ? undefined : { key: keyOf(null, former), name: former },
    }));
    return (own ?? shared) && [...(own ?? []), ...(shared ?? [])];
  }

  override underNewNames(item: StoredItem, renames: Renames): StoredItem {
    const product = item.product === null ? null : renames.product(item.product);
    const { versions, ...policy } = item.fields;
    const renamed = (one: Fields): Fields => ({
      ...one,
      entitlements: renames.grants('entitlement', product, Object(one.entitlements) as object),
      meters: renames.grants('meter', product, Object(one.meters) as object),
      ...(one.credits !== undefined && { credits: renames.grants('credit', product, Object(one.credits) as object) }),
      ...(one.rates !== undefined && { rates: renames.rates(product, Object(one.rates) as object) }),
    });
    const { next_rates: next } = policy;
    const fields = {
      ...renamed(policy),
      ...(typeof policy.term_meter === 'string' && { term_meter: renames.meter(product, policy.term_meter) }),
      next_rates:
        isObject(next) && 'rates' in next
          ? { ...next, rates: renames.rates(product, Object(next.rates) as object) }
          : null,
      ...(versions !== undefined && { versions: fieldsIn(versions).map(renamed) }),
    };
    const own = product === null ? {} : { product, key: keyOf(product, product), name: product };
    return { ...item, ...own, fields };
  }

  override defaultsOf({ name }: WantedItem<CatalogPolicyDto>): Fields {
    return { ...DEFAULTS, name };
  }

  override isImplied({ product }: WantedItem<CatalogPolicyDto>): boolean {
    return product !== null;
  }

  /** The own policy of a product goes with it. */
  override isMissing({ product }: StoredItem, { policies }: CatalogDto): boolean {
    return product === null && policies !== undefined;
  }

  override async create(item: WantedItem<CatalogPolicyDto>): Promise<void> {
    const { product, input } = item;
    if (product === null) {
      const { uid } = await this.policies.create(CreatePolicyDto.toInput(input));
      await this.publish(uid, [], item);
      return;
    }
    const { policy } = await this.products.getByReference(product);
    const change = withoutDefaultGrants(input);
    const { uid } = await this.policies.change(policy?.uid ?? '', UpdatePolicyDto.toChange(change));
    await this.publish(uid, [], item);
  }

  override async update(
    { uid, fields }: StoredItem,
    change: Partial<CatalogPolicyDto>,
    item: WantedItem<CatalogPolicyDto>,
  ): Promise<void> {
    await this.policies.change(uid, UpdatePolicyDto.toChange({ ...change, ...wholeTerm(fields, change) }));
    if (change.versions !== undefined) {
      await this.publish(uid, fieldsIn(fields.versions), item);
    }
  }

  /** Publishes the versions that the server lacks, each by way of the policy's own grants, which are set again at the end. */
  private async publish(
    uid: string,
    published: readonly Fields[],
    { name, input, fields }: WantedItem<CatalogPolicyDto>,
  ): Promise<void> {
    const { versions = [], entitlements, meters, credits, rates, next_rates } = input;
    if (!isSame(published, fieldsIn(fields.versions).slice(0, published.length))) {
      throw problem('CATALOG_VERSIONS_PUBLISHED', { field: 'versions', name });
    }
    const further = versions.slice(published.length);
    for (const { note, ...granted } of further) {
      await this.policies.change(uid, { grants: grantChange({ ...NOTHING, ...defined(granted) }) });
      await this.versions.publish(uid, note);
    }
    if (further.length > 0) {
      await this.policies.change(uid, { grants: grantChange({ entitlements, meters, credits, rates, next_rates }) });
    }
  }

  override delete({ uid }: StoredItem): Promise<void> {
    return this.policies.delete(uid);
  }
}

function wantedOf(
  place: string,
  policy: CatalogPolicyDto,
  product: string | null,
  now: Date,
): WantedItem<CatalogPolicyDto> {
  const { name } = policy;
  const input: CatalogPolicyDto = { ...DEFAULTS, ...defined(policy), name };
  const { versions = [], ...given } = input;
  const fields = {
    ...inOneUnit(jsonFields(given)),
    ...normalGrants(input, now),
    ...(versions.length > 0 && { versions: versions.map((version) => wantedVersion(version, now)) }),
  };
  return { place, key: keyOf(product, name), name: product ?? name, product, input, fields };
}

const NOTHING: SentGrants = { entitlements: {}, meters: {}, credits: {}, rates: {}, next_rates: null };

/** Fields that few versions have. */
const VERSION_DEFAULTS: Fields = { credits: {}, rates: {} };

/** A version without what only the server knows. */
function fileVersion(version: PolicyVersion): Fields {
  const fields = jsonFields(
    pick(PolicyVersionDto.from(version), ['note', 'entitlements', 'meters', 'credits', 'rates']),
  );
  return withoutDefaults(fields, VERSION_DEFAULTS);
}

function wantedVersion({ note = null, ...granted }: CatalogPolicyVersionDto, now: Date): Fields {
  const { entitlements, meters, credits, rates } = normalGrants(granted, now);
  return withoutDefaults({ note, entitlements, meters, credits, rates }, VERSION_DEFAULTS);
}

function fieldsIn(versions: unknown): readonly Fields[] {
  return Array.isArray(versions) ? versions.map((version) => Object(version) as Fields) : [];
}

/** A term in months has no days besides, unless it is longer. */
function inOneUnit(fields: Fields): Fields {
  const { duration_days: days, duration_months: months } = fields;
  return typeof months === 'number' && days === monthsInDays(months) ? { ...fields, duration_days: null } : fields;
}

/** Both fields of a term that changes: one alone would replace the other. */
function wholeTerm(stored: Fields, change: Partial<CatalogPolicyDto>): Partial<CatalogPolicyDto> {
  if (change.duration_days === undefined && change.duration_months === undefined) {
    return {};
  }
  const { duration_days: days, duration_months: months }: Fields = { ...stored, ...change };
  return {
    duration_days: typeof days === 'number' ? days : null,
    duration_months: typeof months === 'number' ? months : null,
  };
}

/** Adds the defaults of fields that a grant may omit. */
function normalGrants(sent: SentGrants, now: Date): Fields {
  const { entitlements = {}, meters = {}, credits = {}, rates = {}, next_rates = null } = sent;
  const grants = grantChange({ entitlements, meters, credits });
  const lists = rateListsAt({ ...NO_GRANTS, ...grantChange({ rates, next_rates }) }, now);
  const kinds = { entitlements: entitlementFields(grants), meters: meterFields(grants), credits: creditFields(grants) };
  return normalAmounts(jsonFields({ ...kinds, ...lists }));
}

/** Amounts of credits as the server writes them, without zeros at their ends. */
function normalAmounts({ credits, rates, next_rates: next, ...fields }: Fields): Fields {
  return { ...fields, credits: shortened(credits), rates: shortened(rates), next_rates: shortened(next) };
}

function shortened(value: unknown): unknown {
  if (typeof value === 'string') {
    return /^\d+\.\d+$/.test(value) ? value.replace(/\.?0+$/, '') : value;
  }
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([name, one]: [string, unknown]) => [name, shortened(one)]))
    : value;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** A new policy has no grants to replace. */
function withoutDefaultGrants(policy: CatalogPolicyDto): Partial<CatalogPolicyDto> {
  const empty = ['entitlements', 'meters', 'credits', 'rates', 'next_rates'] as const;
  const isGiven = (grants: object | null = {}): boolean => Object.keys(grants ?? {}).length > 0;
  const left = empty.filter((kind) => !isGiven(policy[kind]));
  return Object.fromEntries(Object.entries(policy).filter(([name]) => !left.some((kind) => kind === name)));
}

function keyOf(product: string | null, name: string): string {
  return product === null ? `shared ${name}` : `of ${product}`;
}

function initialOf({ kind, initial }: BehaviorRow): unknown {
  if (kind === 'flag') {
    return false;
  }
  if (kind === 'rate-limits') {
    return {};
  }
  return kind === 'list' ? [] : (initial ?? null);
}
