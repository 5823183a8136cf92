import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { foldedAddress } from '../../common/email-address';
import { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import type { Page, PageRequest } from '../../common/pagination/page-request';
import { scoped } from '../../identity/permissions/caller';
import { PRODUCT_NAMES } from '../../catalog/products/names';
import { foundAmongNewest, searchPattern } from '../../platform/database/like-pattern';
import { type FoundBy, readPage } from '../../platform/database/read-page';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { stateCondition } from './trial-states';
import { Trial, type TrialState } from './trial.entity';
import type { OneOrMore } from '../../common/pagination/any-of';
import { listOf, whereAnyOf, whereNamed } from '../../platform/database/any-of';

/** Conditions of a list of trials; all given ones must match. */
export interface TrialFilter {
  /** Uid or reference of the product. */
  readonly product?: OneOrMore<string>;
  readonly email?: OneOrMore<string>;
  readonly fingerprint?: OneOrMore<string>;
  readonly state?: OneOrMore<TrialState>;
  /** Part of the fingerprint, the e-mail or the domain. */
  readonly q?: string;
}

/** Reads, verifies and deletes trials. */
@Injectable()
export class TrialsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  list(page: PageRequest, filter: TrialFilter): Promise<Page<Trial>> {
    const { product, email, fingerprint, state, q } = filter;
    const query = this.query();
    whereNamed(query, 'trial.productId', product, PRODUCT_NAMES);
    whereAnyOf(query, { email: email && listOf(email).map((one) => foldedAddress(one)), fingerprint });
    if (state !== undefined) {
      const states = listOf(state).map((one) => `(${stateCondition(one, ':now')})`);
      query.andWhere(`(${states.join(' OR ')})`, { now: this.clock.now() });
    }
    if (q !== undefined) {
      query.andWhere(SEARCH, { q: searchPattern(q) });
    }
    return readPage(query, page, foundBy(filter));
  }

  async get(uid: string): Promise<Trial> {
    return found(await this.query().andWhere('trial.uid = :uid', { uid }).getOne());
  }

  /** Idempotent. The device gets the trial when it asks again. */
  verify(uid: string): Promise<Trial> {
    return this.work.run(async () => {
      const trial = await this.getLocked(uid);
      const change = { verifiedAt: trial.verifiedAt ?? this.clock.now() };
      return this.work.update('trial.verified', trial, change, { product_id: trial.productId });
    });
  }

  /** The device, e-mail and domain may have a trial again. The license is unchanged. */
  async delete(uid: string): Promise<void> {
    await this.work.run(async () => this.work.remove('trial.deleted', Trial, await this.getLocked(uid)));
  }

  private async getLocked(uid: string): Promise<Trial> {
    const query = this.query().andWhere('trial.uid = :uid', { uid });
    return found(await query.setLock('for_no_key_update', undefined, ['trial']).getOne());
  }

  /** Trials visible to the caller: a product-scoped API key sees only its product's. */
  private query(): SelectQueryBuilder<Trial> {
    const query = this.work.manager
      .createQueryBuilder(Trial, 'trial')
      .innerJoinAndSelect('trial.product', 'product')
      .leftJoinAndSelect('trial.license', 'license')
      .leftJoinAndSelect('license.customer', 'customer');
    return scoped(query, 'trial.productId');
  }
}

/** Trials of a state that depends on time may all be far from the newest one. */
function foundBy({ state, email, fingerprint, q }: TrialFilter): FoundBy | undefined {
  const isNarrow = [email, fingerprint, q].some((value) => value !== undefined);
  if (isNarrow || state === undefined) {
    return undefined;
  }
  return listOf(state).some((one) => one === 'running' || one === 'ended') ? 'block' : 'text';
}

const SEARCH = foundAmongNewest({
  alias: 'trial',
  table: 'trials',
  match: 'newest.fingerprint ILIKE :q OR newest.email ILIKE :q OR newest.domain ILIKE :q',
});

function found(trial: Trial | null): Trial {
  if (!trial) {
    throw problem('TRIAL_NOT_FOUND');
  }
  return trial;
}
