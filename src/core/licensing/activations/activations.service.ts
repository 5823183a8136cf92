import { isIP } from 'node:net';
import { Injectable } from '@nestjs/common';
import { IsNull, type SelectQueryBuilder } from 'typeorm';
import { productScope } from '../../identity/permissions/caller';
import { Clock } from '../../common/clock';
import { defined } from '../../common/fields/fields-of';
import type { MetadataFilter, Range } from '../../common/pagination/field-filters';
import { type Page, type PageRequest } from '../../common/pagination/page-request';
import { type Metadata, mergedMetadata } from '../../common/validation/metadata';
import { applyFieldFilters } from '../../platform/database/field-filters';
import { type FoundBy, readPage } from '../../platform/database/read-page';
import { readReport, type RowReport } from '../../platform/database/read-report';
import {
  leavesOutRows,
  likePattern,
  type NameSearch,
  nameSearch,
  searchedRows,
  searchPattern,
} from '../../platform/database/like-pattern';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { eventPayload } from '../../licenses/licenses/event-payload';
import { License } from '../../licenses/licenses/license.entity';
import { LICENSE_NAMES } from '../../licenses/licenses/typed-key';
import { PRODUCT_NAMES } from '../../catalog/products/names';
import { Product } from '../../catalog/products/product.entity';
import { ActivationComponent } from '../../licenses/activations/activation-component.entity';
import {
  type ActivationId,
  FindActivationService,
  licensed,
  type LicensedActivation,
  visibleActivations,
} from '../../verification/calls/find-activation.service';
import { Activation } from '../../licenses/activations/activation.entity';
import { OFFLINE } from '../../licenses/license-files/license-file.entity';
import { hasVersion } from '../../licenses/activations/version-filter';
import type { OneOrMore } from '../../common/pagination/any-of';
import { listOf, whereAnyOf, whereNamed } from '../../platform/database/any-of';

export interface ActivationChange {
  readonly name?: string | null;
  /** Fields of the metadata that change; null removes one. */
  readonly metadata?: Metadata;
}

/** Conditions of a list of activations; all given ones must match. */
export interface ActivationFilter {
  /** Uid or key of the license. */
  readonly license?: OneOrMore<string>;
  /** Numeric id of the license's customer. */
  readonly customerNumber?: number;
  readonly fingerprint?: OneOrMore<string>;
  /** Versions of the app on active devices; `1.*` for all that begin with `1.`. */
  readonly version?: OneOrMore<string>;
  /** Text in the device name. */
  readonly name?: string;
  /** Exact IP address. */
  readonly ip?: OneOrMore<string>;
  /** Text in the fingerprint, device name or license key, or the exact IP address. */
  readonly q?: string;
  readonly active?: boolean;
  /** Only devices with a valid license file that a person issued. */
  readonly offline?: true;
  /** Uid or reference of the license's product. */
  readonly product?: OneOrMore<string>;
  readonly licenseKey?: string;
  /** Case-insensitive part of the fingerprint or of the license key. */
  readonly search?: string;
  readonly ranges?: readonly Range[];
  readonly metadata?: MetadataFilter;
}

/** Reads and edits activations. Activation and deactivation are in services of their own. */
@Injectable()
export class ActivationsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly found: FindActivationService,
    private readonly clock: Clock,
  ) {}

  /** @param active only active ones, or only inactive ones; by default all */
  listOf(licenseId: number, page: PageRequest, active?: boolean): Promise<Page<Activation>> {
    const query = this.work.manager.createQueryBuilder(Activation, 'activation').where({ licenseId });
    if (active !== undefined) {
      query.andWhere(`activation.deactivatedAt IS ${active ? '' : 'NOT '}NULL`);
    }
    return readPage(query, page);
  }

  async list(page: PageRequest, filter: ActivationFilter = {}): Promise<Page<LicensedActivation>> {
    const { rows, ...rest } = await readPage(await this.query(filter), page, foundBy(page, filter));
    return { ...rest, rows: rows.map(licensed) };
  }

  /** Numbers of the activations that match. @param starts steps of the time at which the devices last activated */
  async report(
    filter: ActivationFilter,
    starts: readonly Date[],
  ): Promise<RowReport<'active' | 'licenses' | 'versions'>> {
    return readReport(await this.query(filter), {
      foundBy: foundBy({ limit: 0 }, filter),
      at: 'activation.activatedAt',
      starts,
      figures: {
        active: 'count(*) FILTER (WHERE activation.deactivatedAt IS NULL)',
        licenses: 'count(DISTINCT activation.licenseId)',
        versions: 'count(DISTINCT activation.appVersion)',
      },
    });
  }

  get(id: ActivationId): Promise<LicensedActivation> {
    return this.found.get(id);
  }

  /** The device with a seat that was not seen for the longest time. */
  longestSilent(licenseId: number): Promise<Activation | null> {
    return this.work.manager.findOne(Activation, {
      where: { licenseId, deactivatedAt: IsNull(), takesSeat: true },
      order: { lastSeenAt: 'ASC', id: 'ASC' },
    });
  }

  /** Number of components that an active device reported, by which it is recognized. */
  async countComponents({ id }: Pick<Activation, 'id'>): Promise<number> {
    return this.work.manager.countBy(ActivationComponent, { activationId: id });
  }

  change(id: ActivationId, { name, metadata }: ActivationChange): Promise<LicensedActivation> {
    return this.work.run(async (manager) => {
      const { id: row, licenseId } = await this.found.get(id);
      if (metadata) {
        await this.outdate(licenseId);
      }
      // Locked, so that a concurrent check does not overwrite the name, nor this its count.
      await manager.query(`SELECT id FROM activations WHERE id = $1 FOR NO KEY UPDATE`, [row]);
      const activation = await this.found.get(row);
      const change = defined({ name, metadata: metadata && mergedMetadata(activation.metadata ?? {}, metadata) });
      return this.work.update('activation.updated', activation, change, eventPayload(activation.license));
    });
  }

  /**
   * Writes the license's row as it is: nodes that know the license read it again, with what it shows of its devices. Also locks
   * it before the device, as activations do.
   */
  private async outdate(licenseId: number): Promise<void> {
    await this.work.manager.update(License, licenseId, { id: licenseId });
  }

  /** Whether a search of the list leaves out older devices, or those of older licenses. */
  leavesOutRows(q: string): Promise<boolean> {
    return leavesOutRows(this.work.manager, q, ['activations', 'licenses']);
  }

  private async query(filter: ActivationFilter): Promise<SelectQueryBuilder<Activation>> {
    const query = visibleActivations(this.work.manager);
    applyFilter(query, filter);
    if (filter.offline) {
      query.andWhere(`activation.id IN (${WITH_FILES})`, { now: this.clock.now() });
    }
    if (filter.product !== undefined) {
      const products = await this.productIdsOf(filter.product);
      query.andWhere('license.productId = ANY (:products)', { products });
    }
    return query;
  }

  // Literal product ids let the planner estimate their share of the list: for a rare product, scanning from the newest row
  // would read the whole table.
  private async productIdsOf(product: OneOrMore<string>): Promise<number[]> {
    const query = this.work.manager.createQueryBuilder(Product, 'product').select('product.id');
    const products = await whereNamed(query, 'product.id', product, PRODUCT_NAMES).getMany();
    return products.map(({ id }) => id);
  }
}

/** A numbered page without a text needs no statement of its own to find its rows. */
function foundBy(page: PageRequest, { q, name, search, metadata, ranges = [] }: ActivationFilter): FoundBy | undefined {
  if (ranges.length > 0 && !metadata && [q, name].every((text) => text === undefined)) {
    return 'block';
  }
  return 'page' in page && !metadata && [q, name, search].every((text) => text === undefined) ? undefined : 'text';
}

// Subqueries resolve ids first, so that an index on the list's order or on the searched text can be used.
function applyFilter(query: SelectQueryBuilder<Activation>, filter: ActivationFilter): void {
  const { license, customerNumber, fingerprint, version, name, ip, q, active, licenseKey, search, ranges, metadata } =
    filter;
  applyFieldFilters(query, { ranges, metadata });
  if (metadata) {
    // The condition of the index.
    query.andWhere(`activation.metadata <> '{}'`);
  }
  whereNamed(query, 'activation.licenseId', license, LICENSE_NAMES);
  if (customerNumber !== undefined) {
    query.andWhere('activation.licenseId = ANY (ARRAY(SELECT id FROM licenses WHERE customer_id = :customerNumber))', {
      customerNumber,
    });
  }
  whereAnyOf(query, { fingerprint, ip });
  if (version !== undefined) {
    const { sql, parameters } = hasVersion(listOf(version), 'activation');
    query.andWhere(sql, parameters);
  }
  if (name !== undefined) {
    const { narrowed } = nameSearch(name);
    query
      .andWhere(searchedRows(name, 'activation', 'activations'))
      .andWhere(narrowed('activations', 'activation', 'activation.name ILIKE :name'), {
        name: searchPattern(name),
        paired: name,
      });
  }
  if (q !== undefined) {
    const device = nameSearch(q);
    const parameters = { q: searchPattern(q), exact: q, within: productScope() ?? null, ...device.parameters };
    query.andWhere(searchFor(q, device), parameters);
  }
  if (active !== undefined) {
    query.andWhere(`activation.deactivatedAt IS ${active ? '' : 'NOT '}NULL`);
  }
  if (licenseKey !== undefined) {
    query.andWhere('activation.licenseId = (SELECT id FROM licenses WHERE key = :licenseKey)', { licenseKey });
  }
  if (search !== undefined) {
    query.andWhere(`activation.id IN (${SEARCH_IN_FINGERPRINT_AND_KEY})`, { search: likePattern(search) });
  }
}

/** Licenses whose devices a search finds: the newest with a matching key. */
export const SEARCHED_LICENSES = 1_000;

// Every branch has an index: rare texts are found by all of them, frequent ones in the order of the list.
// Another text is not compared with addresses: the planner would expect as many rows as an address has on average.
function searchFor(q: string, { matches, narrowed }: NameSearch): string {
  const isAddress = isIP(q) > 0;
  const texts = `activation.fingerprint ILIKE :q OR ${matches('activation.name')}`;
  return `${searchedRows(q, 'activation', 'activations', isAddress ? 'ip = :exact' : undefined)} AND (
    ${narrowed('activations', 'activation', texts)} ${isAddress ? 'OR activation.ip = :exact' : ''}
    OR activation.licenseId = ANY (ARRAY(
      SELECT id FROM licenses
      WHERE ${searchedRows(q, 'licenses', 'licenses')} AND ${narrowed('licenses', 'licenses', 'key ILIKE :q')}
        AND (CAST(:within AS bigint[]) IS NULL OR product_id = ANY (:within))
      ORDER BY id DESC LIMIT ${SEARCHED_LICENSES}
    ))
  )`;
}

const WITH_FILES = `SELECT activation_id FROM license_files WHERE ${OFFLINE} AND expires_at > :now`;

const SEARCH_IN_FINGERPRINT_AND_KEY = `
  SELECT id FROM activations WHERE fingerprint ILIKE :search
  UNION SELECT a.id FROM activations a JOIN licenses l ON l.id = a.license_id WHERE l.key ILIKE :search
`;
