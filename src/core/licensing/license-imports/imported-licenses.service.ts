import { Injectable } from '@nestjs/common';
import { grantChange } from '../../catalog/grants/dto/grants.dto';
import type { GrantChange } from '../../catalog/grants/grants';
import { countryRuleProblems } from '../../catalog/policies/country-rule.errors';
import { PoliciesService } from '../../catalog/policies/policies.service';
import type { Policy } from '../../catalog/policies/policy.entity';
import { hasVersion } from '../../catalog/policies/policy-version.entity';
import type { Product } from '../../catalog/products/product.entity';
import { ProductsService } from '../../catalog/products/products.service';
import type { RowProblem, ValidRow } from '../../common/csv/import-report';
import type { FieldProblem } from '../../common/errors/problem';
import type { Customer } from '../../customers/customers/customer.entity';
import { CustomersService } from '../../customers/customers/customers.service';
import type { CustomerIdentity } from '../../customers/customers/find-or-create-customers.service';
import {
  type CustomersByIdentity,
  ImportedCustomersService,
} from '../../customers/customers/imported-customers.service';
import { GroupsService } from '../../customers/groups/groups.service';
import { CountryDatabaseService } from '../../platform/countries/country-database.service';
import {
  type DeclaredGrant,
  DeclaredGrantsService,
  type Declarations,
} from '../../licenses/grants/declared-grants.service';
import { GroupLimitsService } from '../../licenses/group-limits/group-limits.service';
import type { GroupQuotas } from '../../licenses/group-limits/group-quotas';
import { identifierOf } from '../../licenses/licenses/license-user.entity';
import { ImportLicenseDto } from './dto/import-license.dto';
import type { NewLicense } from '../../licenses/issuing/issue-licenses.service';
import { LicenseKeysService } from '../../licenses/licenses/license-keys.service';
import { fieldProblem } from '../../common/errors/domain-error';

/** A row with everything that it names. */
export interface ImportedLicense {
  /** Line number in a spreadsheet. */
  readonly line: number;
  readonly row: ImportLicenseDto;
  readonly input: NewLicense;
  readonly product: Product;
  readonly productIds: readonly number[];
  readonly policy: Policy;
  readonly customerId: number | null;
  /** A customer that does not exist yet. */
  readonly newCustomer?: CustomerIdentity;
  readonly groupId: string | null;
  /** Identifiers. */
  readonly users: readonly string[];
  readonly grants: readonly DeclaredGrant[];
}

export interface CheckedLicenses {
  readonly licenses: readonly ImportedLicense[];
  readonly problems: readonly RowProblem[];
}

/** Records that the rows of a file name. */
interface Named {
  readonly products: ReadonlyMap<string, Product>;
  readonly policies: ReadonlyMap<string, Policy>;
  readonly customers: ReadonlyMap<string, Customer>;
  readonly byIdentity: CustomersByIdentity;
  readonly groups: GroupQuotas;
  readonly takenKeys: ReadonlySet<string>;
  /** Declarations by the references of all products of a license. */
  readonly declarations: ReadonlyMap<string, Declarations>;
}

/** Finds what the rows of an imported file name; the number of statements depends on that of the products alone. */
@Injectable()
export class ImportedLicensesService {
  constructor(
    private readonly keys: LicenseKeysService,
    private readonly products: ProductsService,
    private readonly policies: PoliciesService,
    private readonly customers: CustomersService,
    private readonly namedCustomers: ImportedCustomersService,
    private readonly groups: GroupsService,
    private readonly limits: GroupLimitsService,
    private readonly declared: DeclaredGrantsService,
    private readonly countries: CountryDatabaseService,
  ) {}

  /** @param createsCustomers customers that do not exist are no problem */
  async check(rows: readonly ValidRow<ImportLicenseDto>[], createsCustomers = false): Promise<CheckedLicenses> {
    const named = await this.find(rows.map(({ input }) => input));
    const firstRows = new Map<string, number>();
    const licenses: ImportedLicense[] = [];
    const problems: RowProblem[] = [];
    for (const { row, input } of rows) {
      const license = this.resolve(row, input, named, createsCustomers);
      const found = 'problems' in license ? license.problems : [];
      problems.push(...[...found, ...repeated(input.key, row, firstRows)].map((problem) => ({ row, ...problem })));
      licenses.push(...('problems' in license ? [] : [license]));
    }
    return { licenses, problems };
  }

  private async find(rows: readonly ImportLicenseDto[]): Promise<Named> {
    const products = await this.products.getEach(distinct(rows.flatMap((row) => [row.product, ...referencesOf(row)])));
    const policies = await this.policies.getEach(distinct(rows.map(({ policy }) => policy)));
    const customers = await this.customers.getEach(distinct(rows.map((row) => row.customer_id)));
    const identities = rows.flatMap((row) => identityOf(row) ?? []);
    const byIdentity = await this.namedCustomers.find(identities);
    const owners = [...customers, ...identities.flatMap((identity) => byIdentity.find(identity) ?? [])];
    const byReference = new Map(products.map((product) => [product.reference, product]));
    return {
      products: byReference,
      policies: new Map(policies.map((policy) => [policy.uid, policy])),
      customers: new Map(customers.map((customer) => [customer.uid, customer])),
      byIdentity,
      groups: await this.quotasOf(rows, owners),
      takenKeys: new Set(await this.keys.taken(distinct(rows.map(({ key }) => key)))),
      declarations: await this.declarationsOf(rows, byReference),
    };
  }

  /** Quotas of the groups that rows name, and of those of their customers. */
  private async quotasOf(rows: readonly ImportLicenseDto[], customers: readonly Customer[]): Promise<GroupQuotas> {
    const named = distinct(rows.map(({ group }) => group));
    const found = named.length > 0 ? await this.groups.getEach(named) : [];
    const groups = distinct([...found.map(({ uid }) => uid), ...customers.map(({ groupId }) => groupId)]);
    return this.limits.quotasOf(groups, distinct(rows.flatMap(usersOf)));
  }

  private async declarationsOf(
    rows: readonly ImportLicenseDto[],
    products: Named['products'],
  ): Promise<ReadonlyMap<string, Declarations>> {
    const changes = new Map<string, GrantChange[]>();
    for (const row of rows) {
      const references = keyOf(referencesOf(row));
      const others = changes.get(references) ?? [];
      others.push(grantChange(row));
      changes.set(references, others);
    }
    const declarations = new Map<string, Declarations>();
    for (const [references, named] of changes) {
      const ids = (JSON.parse(references) as string[]).flatMap((reference) => products.get(reference)?.id ?? []);
      declarations.set(references, await this.declared.declarationsOf(named, ids));
    }
    return declarations;
  }

  private resolve(
    line: number,
    row: ImportLicenseDto,
    named: Named,
    createsCustomers: boolean,
  ): ImportedLicense | { problems: FieldProblem[] } {
    const product = named.products.get(row.product);
    const policy = row.policy === undefined ? product?.policy : named.policies.get(row.policy.toLowerCase());
    const identity = identityOf(row);
    const known = identity ? named.byIdentity.find(identity) : customerOf(row, named);
    const newCustomer = identity && !known && createsCustomers ? identity : undefined;
    const customer = newCustomer ? null : known;
    const groupId = groupOf(row, customer, named.groups);
    const users = usersOf(row);
    const input = ImportLicenseDto.toInput(row);
    const references = referencesOf(row);
    const productIds = references.flatMap((reference) => named.products.get(reference)?.id ?? []);
    const declarations = product && named.declarations.get(keyOf(references));
    const problems = [
      ...(product ? [] : [unknown('product')]),
      ...(product && productIds.length < references.length ? [unknown('products')] : []),
      ...(references[0] === row.product ? [] : [NOT_FIRST]),
      ...(policy || !product ? [] : [unknown('policy')]),
      ...(!policy || hasVersion(policy, row.policy_version) ? [] : [NO_SUCH_VERSION]),
      ...(customer === undefined ? [unknown(customerColumn(identity))] : []),
      ...(groupId === undefined ? [unknown('group')] : []),
      ...(users.length > maxUsersOf(row, policy) ? [TOO_MANY_USERS] : []),
      ...(row.key !== undefined && named.takenKeys.has(row.key)
        ? [fieldProblem('LICENSE_KEY_TAKEN', { field: 'key' })]
        : []),
      ...(declarations?.problemsOf(input.grants ?? {}) ?? []),
      ...(this.countries.current() ? [] : countryRuleProblems(input.policyOverrides ?? {}, 'policy_overrides.')),
    ];
    if (!product || !policy || customer === undefined || groupId === undefined || problems.length > 0) {
      return { problems };
    }
    const refused = groupId === null ? [] : named.groups.add(groupId, users);
    return refused.length === 0
      ? {
          line,
          row,
          input,
          product,
          productIds,
          policy,
          customerId: customer?.id ?? null,
          newCustomer,
          groupId,
          users,
          grants: declarations?.grantsOf(input.grants ?? {}) ?? [],
        }
      : { problems: refused };
  }
}

/** The customer that a row names otherwise than by its id. */
function identityOf(row: ImportLicenseDto): CustomerIdentity | undefined {
  const { customer_id, customer_reference: reference, customer_email: email, customer_name: name } = row;
  return !customer_id && (reference ?? email) !== undefined ? { reference, email, name } : undefined;
}

function customerOf({ customer_id: id }: ImportLicenseDto, { customers }: Named): Customer | null | undefined {
  return id ? customers.get(id.toLowerCase()) : null;
}

function customerColumn(identity: CustomerIdentity | undefined) {
  return identity ? (identity.reference ? 'customer_reference' : 'customer_email') : 'customer_id';
}

/** A row without a group joins that of its customer; null for none, undefined for an unknown one. */
function groupOf(
  { group }: ImportLicenseDto,
  customer: Customer | null | undefined,
  groups: GroupQuotas,
): string | null | undefined {
  if (typeof group !== 'string') {
    return group === undefined ? (customer?.groupId ?? null) : null;
  }
  const groupId = group.toLowerCase();
  return groups.has(groupId) ? groupId : undefined;
}

function usersOf({ users = [] }: ImportLicenseDto): string[] {
  return users.map(identifierOf);
}

function maxUsersOf({ max_users }: ImportLicenseDto, policy: Policy | undefined): number {
  return (max_users === undefined ? policy?.maxUsers : max_users) ?? Infinity;
}

function referencesOf({ product, products = [product] }: ImportLicenseDto): readonly string[] {
  return products;
}

function keyOf(references: readonly string[]): string {
  return JSON.stringify(references);
}

function distinct(texts: readonly (string | null | undefined)[]): string[] {
  return [...new Set(texts)].filter((text) => typeof text === 'string');
}

function repeated(key: string | undefined, row: number, firstRows: Map<string, number>): FieldProblem[] {
  const first = (key !== undefined && firstRows.get(key)) || row;
  if (key !== undefined) {
    firstRows.set(key, first);
  }
  return first === row ? [] : [fieldProblem('LICENSE_KEY_REPEATED', { field: 'key', row: first })];
}

const NOT_FIRST: FieldProblem = fieldProblem('PRODUCTS_FIRST_MISSING', { field: 'products' });

const NO_SUCH_VERSION = fieldProblem('POLICY_VERSION_NOT_FOUND', { field: 'policy_version' });
const TOO_MANY_USERS: FieldProblem = fieldProblem('USERS_MORE_THAN_MAX', { field: 'users' });

const UNKNOWN = {
  product: 'PRODUCT_NOT_FOUND',
  products: 'PRODUCT_NOT_FOUND',
  policy: 'POLICY_NOT_FOUND',
  customer_id: 'CUSTOMER_NOT_FOUND',
  customer_reference: 'CUSTOMER_NOT_FOUND',
  customer_email: 'CUSTOMER_NOT_FOUND',
  group: 'GROUP_NOT_FOUND',
} as const;

function unknown(field: keyof typeof UNKNOWN): FieldProblem {
  return fieldProblem(UNKNOWN[field], { field });
}
