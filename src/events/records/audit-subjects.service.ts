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

export const subjectKey = (type: string, id: string): string => `${type}:${id}`;

type AboutTarget = Pick<AuditEntry, 'targetType' | 'targetId'>;

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

  /** One statement for each type that occurs, one after the other, so that a page holds one connection. */
  async of(entries: readonly AboutTarget[]): Promise<Subjects> {
    const subjects = new Map<string, Subject>();
    const types = new Set(entries.map(({ targetType }) => targetType));
    for (const type of types) {
      const ids = new Set(entries.flatMap((entry) => (entry.targetType === type ? [entry.targetId] : [])));
      for (const subject of await this.ofType(
        type,
        [...ids].filter((id) => isUUID(id)),
      )) {
        subjects.set(subjectKey(type, subject.id), subject);
      }
    }
    for (const { type, id, before, after } of await this.lastOf(entries, subjects)) {
      subjects.set(subjectKey(type, id), { id, name: subjectName(after, before) ?? null, isDeleted: true });
    }
    return subjects;
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

  private async ofType(type: string, ids: readonly string[]): Promise<Subject[]> {
    const statement = STATEMENTS.get(type);
    return statement === undefined || ids.length === 0 ? [] : this.work.manager.query<Subject[]>(statement, [ids]);
  }
}

const CUSTOMER = `customer.uid AS "customerId", coalesce(nullif(customer.name, ''), customer.email) AS customer`;

/** SQL of the name of a row. */
const NAMES = {
  api_keys: 'name',
  app_bundles: 'app_bundle_id',
  background_jobs: `'#' || id || ' ' || kind`,
  customers: `coalesce(nullif(name, ''), email, company)`,
  data_exports: `'#' || id || ' ' || name`,
  entitlements: 'name',
  groups: 'name',
  institutions: 'name',
  key_pools: 'name',
  meters: 'name',
  policies: 'name',
  product_versions: `(SELECT name FROM products WHERE id = row.product_id) || ' ' || reference`,
  products: 'name',
  resources: 'identifier',
  users: 'username',
  webhook_endpoints: 'url',
};

/** SQL of the name of a row that belongs to a license. */
const NAMES_ON_LICENSES = {
  activations: 'coalesce(row.name, row.fingerprint)',
  license_files: 'row.fingerprint',
  license_sessions: 'row.machine_id',
  license_users: 'coalesce(row.name, row.identifier)',
};

const STATEMENTS: ReadonlyMap<string, string> = new Map([
  [
    'licenses',
    `SELECT license.uid AS id, license.key AS name, ${CUSTOMER} FROM licenses AS license
     LEFT JOIN customers AS customer ON customer.id = license.customer_id WHERE license.uid = ANY ($1::uuid[])`,
  ],
  ...Object.entries(NAMES).map(([table, name]): [string, string] => [
    table,
    `SELECT uid AS id, ${name} AS name FROM ${table} AS row WHERE uid = ANY ($1::uuid[])`,
  ]),
  ...Object.entries(NAMES_ON_LICENSES).map(([table, name]): [string, string] => [
    table,
    `SELECT row.uid AS id, ${name} AS name, license.uid AS "licenseId", license.key AS license, ${CUSTOMER}
     FROM ${table} AS row JOIN licenses AS license ON license.id = row.license_id
     LEFT JOIN customers AS customer ON customer.id = license.customer_id WHERE row.uid = ANY ($1::uuid[])`,
  ]),
]);

/** Each column has an index. */
const NAMED = [
  ['licenses', 'key = $1'],
  ['licenses', 'id IN (SELECT license_id FROM retired_keys WHERE key = $1)'],
  ['customers', 'email = lower($1)'],
  ['customers', 'reference = $1'],
  ['customers', 'name = $1'],
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
