import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import type { AuditSearch } from './audit-search.service';
import { type Target, targetIn, targetTypes } from './event-query';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { AuditEntry } from '../../platform/records/audit-entry.entity';
import { subjectName } from './subject-name';

/** A row that an entry is about, as it is now. */
export interface Subject {
  readonly id: string;
  readonly name: string | null;
  /** The license that the row belongs to. */
  readonly licenseId?: string;
  readonly license?: string;
  readonly customerId?: string | null;
  readonly customer?: string | null;
  /** Its name is the last one. */
  readonly isDeleted?: boolean;
}

/** The subjects of a page by type and id. */
export type Subjects = ReadonlyMap<string, Subject>;

/** Key of a record in the names that `AuditSubjectsService` finds. */
export const subjectKey = (type: string, id: string): string => `${type}:${id}`;

type AboutTarget = Pick<AuditEntry, 'targetType' | 'targetId'>;

/** A row of the statement of any type: a column that the type does not have is null. */
interface ExistingRow extends Pick<Subject, 'id' | 'name' | 'customerId' | 'customer'> {
  readonly type: string;
  readonly licenseId: string | null;
  readonly license: string | null;
}

interface LastEntry extends Target, Pick<AuditEntry, 'before' | 'after'> {}

const LAST = `
  SELECT DISTINCT ON (target.type, target.id) target.type, target.id, entry.before, entry.after
  FROM unnest($1::text[], $2::text[]) AS target (type, id) CROSS JOIN LATERAL (
    SELECT before, after FROM audit_entries WHERE target_type = target.type AND target_id = target.id
    ORDER BY audit_entries.id DESC LIMIT 1
  ) AS entry`;

const MAX_NAMED = 20;

/** Finds the rows that audit entries are about, by their ids and by their names. */
@Injectable()
export class AuditSubjectsService {
  constructor(private readonly work: UnitOfWork) {}

  /** The row with an id, as it is or was last: of one type, or of the first that has it. */
  async withId({ type, id }: Partial<Target>): Promise<(Subject & { readonly type: string }) | undefined> {
    if (id === undefined || !isUUID(id)) {
      return undefined;
    }
    const types = type === undefined ? [...STATEMENTS.keys()] : [type];
    const found = await this.of(types.map((targetType) => ({ targetType, targetId: id })));
    const [first] = found;
    return first && { ...first[1], type: first[0].slice(0, -id.length - 1) };
  }

  /** One statement for the rows that exist, and one for the others. */
  async of(entries: readonly AboutTarget[]): Promise<Subjects> {
    const subjects = new Map<string, Subject>();
    for (const { type, licenseId, license, ...row } of await this.existing(entries)) {
      const subject = licenseId === null ? row : { ...row, licenseId, license: license ?? '' };
      subjects.set(subjectKey(type, row.id), subject);
    }
    for (const { type, id, before, after } of await this.lastOf(entries, subjects)) {
      subjects.set(subjectKey(type, id), { id, name: subjectName(after, before) ?? null, isDeleted: true });
    }
    return subjects;
  }

  private async existing(entries: readonly AboutTarget[]): Promise<ExistingRow[]> {
    const idsByType = new Map<string, Set<string>>();
    for (const { targetType, targetId } of entries) {
      if (STATEMENTS.has(targetType) && isUUID(targetId)) {
        idsByType.set(targetType, (idsByType.get(targetType) ?? new Set()).add(targetId));
      }
    }
    const statements = [...idsByType.keys()].map((type, index) => STATEMENTS.get(type)?.(`$${index + 1}`));
    const ids = [...idsByType.values()].map((of) => [...of]);
    return ids.length === 0 ? [] : this.work.manager.query<ExistingRow[]>(statements.join(' UNION ALL '), ids);
  }

  /** The newest entries of the rows that no longer exist. */
  private async lastOf(entries: readonly AboutTarget[], subjects: Subjects): Promise<LastEntry[]> {
    const missing = entries.filter(
      ({ targetType, targetId }) => STATEMENTS.has(targetType) && !subjects.has(subjectKey(targetType, targetId)),
    );
    const types = missing.map(({ targetType }) => targetType);
    const ids = missing.map(({ targetId }) => targetId);
    return missing.length === 0 ? [] : this.work.manager.query<LastEntry[]>(LAST, [types, ids]);
  }

  /** The rows with exactly this key, name, reference or e-mail address. */
  async named(text: string): Promise<Target[]> {
    return this.work.manager.query<Target[]>(NAMED, [text]);
  }

  /** The targets of a filter: a type, an id, both, or the rows of this name. */
  async targetsOf(text: string | undefined): Promise<Pick<AuditSearch, 'target' | 'targets'>> {
    if (text === undefined || isUUID(text)) {
      return { target: targetIn(text) };
    }
    const [type = ''] = text.split(':', 1);
    if (targetTypes(this.work.manager.dataSource).includes(type)) {
      return { target: targetIn(text) };
    }
    const targets = await this.named(text);
    return targets.length === 0 ? { target: { id: text } } : { targets };
  }
}

const CUSTOMER = `customer.uid AS "customerId", coalesce(nullif(customer.name, ''), customer.email) AS customer`;

/** SQL of the name of a row. */
const NAMES = {
  api_keys: 'name',
  app_bundles: 'app_bundle_id',
  background_jobs: 'kind',
  customers: `coalesce(nullif(name, ''), email, company)`,
  customer_users: 'coalesce(name, email)',
  data_exports: `'#' || id || ' ' || name`,
  entitlements: 'name',
  groups: 'name',
  institutions: 'name',
  key_pools: 'name',
  mail_bounces: 'email',
  mail_templates: `kind || ' ' || language`,
  meters: 'name',
  orders: `coalesce(external_id, '#' || id)`,
  policies: 'name',
  product_versions: `(SELECT name FROM products WHERE id = row.product_id) || ' ' || reference`,
  products: 'name',
  resources: 'identifier',
  shops: 'name',
  trials: 'fingerprint',
  users: 'username',
  webhook_endpoints: 'url',
};

/** SQL of the name of a row that belongs to a license. */
const NAMES_ON_LICENSES = {
  activations: 'coalesce(row.name, row.fingerprint)',
  license_files: 'row.fingerprint',
  license_sessions: 'row.machine_id',
  license_users: 'coalesce(row.name, row.identifier)',
  session_reservations: 'coalesce(row.name, row.members[1])',
};

const NO_LICENSE = `NULL::uuid AS "licenseId", NULL::text AS license`;
const NO_CUSTOMER = `NULL::uuid AS "customerId", NULL::text AS customer`;

/** SQL of the rows of a type, all with the same columns; takes the place of the ids. */
type RowsSql = (ids: string) => string;

const STATEMENTS: ReadonlyMap<string, RowsSql> = new Map<string, RowsSql>([
  [
    'licenses',
    (ids) =>
      `SELECT 'licenses' AS type, license.uid AS id, license.key::text AS name, ${NO_LICENSE}, ${CUSTOMER}
       FROM licenses AS license LEFT JOIN customers AS customer ON customer.id = license.customer_id
       WHERE license.uid = ANY (${ids}::uuid[])`,
  ],
  ...Object.entries(NAMES).map(([table, name]): [string, RowsSql] => [
    table,
    (ids) =>
      `SELECT '${table}' AS type, uid AS id, (${name})::text AS name, ${NO_LICENSE}, ${NO_CUSTOMER}
       FROM ${table} AS row WHERE uid = ANY (${ids}::uuid[])`,
  ]),
  ...Object.entries(NAMES_ON_LICENSES).map(([table, name]): [string, RowsSql] => [
    table,
    (ids) =>
      `SELECT '${table}' AS type, row.uid AS id, (${name})::text AS name, license.uid AS "licenseId", license.key::text AS license,
         ${CUSTOMER}
       FROM ${table} AS row JOIN licenses AS license ON license.id = row.license_id
       LEFT JOIN customers AS customer ON customer.id = license.customer_id WHERE row.uid = ANY (${ids}::uuid[])`,
  ]),
]);

/** Each column has an index. */
const NAMED = [
  ['licenses', 'key = $1'],
  ['licenses', 'id IN (SELECT license_id FROM retired_keys WHERE key = $1)'],
  ['customers', 'email = lower($1)'],
  ['customers', 'reference = $1'],
  ['customers', 'name = $1'],
  ['orders', 'external_id = $1'],
  ['policies', 'name = $1'],
  ['products', 'reference = $1'],
  ['product_versions', 'reference = $1'],
  ['app_bundles', 'app_bundle_id = $1'],
  ['institutions', 'name = $1'],
  ['users', 'username = $1'],
]
  .map(
    ([table, where]) => `(SELECT '${table}' AS type, uid::text AS id FROM ${table} WHERE ${where} LIMIT ${MAX_NAMED})`,
  )
  .join(' UNION ');
