import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { scoped } from '../../identity/sessions/scoped';
import { defined } from '../../common/defined';
import { NotFound } from '../../common/errors/domain-error';
import { type Page, type PageRequest } from '../../common/pagination/page-request';
import { readPage } from '../../platform/database/read-page';
import { likePattern } from '../../platform/database/like-pattern';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { eventPayload } from '../licenses/event-payload';
import type { License } from '../licenses/license.entity';
import { Product } from '../../catalog/products/product.entity';
import { Activation } from './activation.entity';

/** An activation's uid, or the number that other APIs call its id. */
export type ActivationId = string | number;

/** An activation together with the license that it is of, and with that one's product. */
export type LicensedActivation = Activation & { license: License & { product: Product } };

export type ActivationChange = Partial<Pick<Activation, 'name'>>;

/** What a list of activations may be narrowed to, all at once. */
export interface ActivationFilter {
  /** Uid of the license. */
  readonly license?: string;
  readonly fingerprint?: string;
  readonly active?: boolean;
  /** Reference of the license's product. */
  readonly product?: string;
  readonly licenseKey?: string;
  /** Part of the fingerprint or of the license's key, in any case of letters. */
  readonly search?: string;
}

/** Activations as they are. How they come and go is decided elsewhere. */
@Injectable()
export class ActivationsService {
  constructor(private readonly work: UnitOfWork) {}

  /** Ended ones too. */
  listOf(licenseId: number, page: PageRequest): Promise<Page<Activation>> {
    return readPage(this.work.manager.createQueryBuilder(Activation, 'activation').where({ licenseId }), page);
  }

  async list(page: PageRequest, filter: ActivationFilter = {}): Promise<Page<LicensedActivation>> {
    const query = this.query();
    applyFilter(query, filter);
    if (filter.product !== undefined) {
      query.andWhere('license.productId = :product', { product: await this.numberOf(filter.product) });
    }
    const { rows, ...rest } = await readPage(query, page);
    return { ...rest, rows: rows.map(licensed) };
  }

  async get(id: ActivationId): Promise<LicensedActivation> {
    return found(
      await this.query()
        .andWhere(`activation.${columnOf(id)} = :id`, { id })
        .getOne(),
    );
  }

  change(id: ActivationId, change: ActivationChange): Promise<LicensedActivation> {
    return this.work.run(async (manager) => {
      const { id: row } = await this.get(id);
      // Held, so that a check in the same moment neither loses its count nor the new name.
      await manager.query(`SELECT id FROM activations WHERE id = $1 FOR NO KEY UPDATE`, [row]);
      const activation = await this.get(row);
      return this.work.update('activation.updated', activation, defined(change), eventPayload(activation.license));
    });
  }

  // As a number in the statement it tells the planner how much of the list is that product's; of most products little is,
  // which read from the newest on would take reading all.
  private async numberOf(reference: string): Promise<number | null> {
    const product = await this.work.manager.findOne(Product, { select: { id: true }, where: { reference } });
    return product?.id ?? null;
  }

  /** What the caller may see: a key that is good for one product sees that product's devices alone. */
  private query(): SelectQueryBuilder<Activation> {
    const query = this.work.manager
      .createQueryBuilder(Activation, 'activation')
      .innerJoinAndSelect('activation.license', 'license')
      .innerJoinAndSelect('license.product', 'product');
    return scoped(query, 'license.productId');
  }
}

// Ids are looked up first, so that an index in the order of the list, or of the texts searched, serves the rest.
function applyFilter(query: SelectQueryBuilder<Activation>, filter: ActivationFilter): void {
  const { license, fingerprint, active, licenseKey, search } = filter;
  if (license !== undefined) {
    query.andWhere('activation.licenseId = (SELECT id FROM licenses WHERE uid = :license)', { license });
  }
  if (fingerprint !== undefined) {
    query.andWhere('activation.fingerprint = :fingerprint', { fingerprint });
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

const SEARCH_IN_FINGERPRINT_AND_KEY = `
  SELECT id FROM activations WHERE fingerprint ILIKE :search
  UNION SELECT a.id FROM activations a JOIN licenses l ON l.id = a.license_id WHERE l.key ILIKE :search
`;

function columnOf(id: ActivationId): 'id' | 'uid' {
  return typeof id === 'number' ? 'id' : 'uid';
}

function found(activation: Activation | null): LicensedActivation {
  if (!activation) {
    throw new NotFound('activation');
  }
  return licensed(activation);
}

function licensed(activation: Activation): LicensedActivation {
  const { license } = activation;
  if (!license?.product) {
    throw new Error('The license of this activation was not loaded');
  }
  return Object.assign(activation, { license: Object.assign(license, { product: license.product }) });
}
