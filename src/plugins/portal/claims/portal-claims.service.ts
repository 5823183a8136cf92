import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { Clock, type OneOrMore, type Page, type PageRequest, problem } from '../../../core/common';
import { eventPayload, type License, LICENSE_NAMES } from '../../../core/licenses';
import { LicensesService } from '../../../core/licensing';
import { readPage, searchPattern, UnitOfWork, whereAnyOf, whereNamed } from '../../../core/platform';
import { CUSTOMER_NAMES } from '../../../core/customers/internal';
import { ClaimMailsService } from './claim-mails.service';
import { type ClaimState, PortalClaim } from './portal-claim.entity';

/** All given filters must match. */
export interface ClaimFilter {
  readonly state?: OneOrMore<ClaimState>;
  /** Uid or key. */
  readonly license?: OneOrMore<string>;
  /** Uid or reference of the customer who claims. */
  readonly customer?: OneOrMore<string>;
  /** Part of the address of the visitor, or of the key. */
  readonly q?: string;
}

/** Reads and decides the claims of customers. */
@Injectable()
export class PortalClaimsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly licenses: LicensesService,
    private readonly mails: ClaimMailsService,
  ) {}

  list(page: PageRequest, { state, license, customer, q }: ClaimFilter = {}): Promise<Page<PortalClaim>> {
    const query = whereAnyOf(this.query(), { state });
    whereNamed(query, 'claim.licenseId', license, LICENSE_NAMES);
    whereNamed(query, 'claim.customerId', customer, CUSTOMER_NAMES);
    if (q !== undefined) {
      query.andWhere('(claim.email ILIKE :q OR license.key ILIKE :q)', { q: searchPattern(q) });
    }
    return readPage(query, page);
  }

  async get(uid: string): Promise<PortalClaim> {
    const claim = await this.query().andWhere('claim.uid = :uid', { uid }).getOne();
    if (!claim) {
      throw problem('CLAIM_NOT_FOUND');
    }
    return claim;
  }

  /** Moves the license to the customer. Other claims of the license that wait are refused. */
  approve(uid: string): Promise<PortalClaim> {
    return this.decide(uid, async (claim, license) => {
      await this.move(claim, license);
      await this.refuseOthers(license);
    });
  }

  refuse(uid: string): Promise<PortalClaim> {
    return this.decide(uid, (claim, license) => this.turnDown(claim, license));
  }

  /**
   * Moves a license whose row is locked to the customer of a claim, and tells its former customer.
   * @param license with its customer
   */
  async move(claim: PortalClaim, license: License): Promise<void> {
    const { customerId, customer } = claim;
    await this.licenses.update(license.uid, () => ({ event: 'license.claimed', change: { customerId, customer } }));
    await this.settle(claim, 'approved');
    await this.mails.moved(claim, license);
  }

  /** Number of claims of an imported file whose licenses moved. */
  countImported(importId: string): Promise<number> {
    return this.work.manager.countBy(PortalClaim, { importId, state: 'approved' });
  }

  /**
   * Moves the licenses of an imported file back to their former customers. Those that moved on since stay.
   * @returns the number of licenses that moved back
   */
  async undoImport(importId: string): Promise<number> {
    const claims = await this.query()
      .andWhere(`claim.importId = :importId AND claim.state = 'approved'`, { importId })
      .orderBy('claim.licenseId')
      .getMany();
    let moved = 0;
    for (const { uid, license } of claims) {
      moved += Number(await this.moveBack(uid, license?.uid ?? ''));
    }
    return moved;
  }

  /** In turn with other decisions: a claim that was undone meanwhile stays. */
  private moveBack(uid: string, licenseUid: string): Promise<boolean> {
    return this.licenses.runLocked(licenseUid, async ({ license }) => {
      const claim = await this.get(uid);
      const { customerId, previousCustomerId, previousCustomer = null } = claim;
      if (claim.state !== 'approved' || license.customerId !== customerId) {
        return false;
      }
      const change = { customerId: previousCustomerId, customer: previousCustomer };
      await this.licenses.update(licenseUid, () => ({ event: 'license.updated', change }));
      await this.settle(claim, 'refused');
      return true;
    });
  }

  /** Refuses the claims of a license that wait. Runs under the lock of the license. */
  async refuseOthers(license: License): Promise<void> {
    const others = await this.query()
      .andWhere(`claim.licenseId = :id AND claim.state = 'pending'`, { id: license.id })
      .orderBy('claim.id')
      .getMany();
    for (const other of others) {
      await this.turnDown(other, license);
    }
  }

  /** In turn with other decisions and claims: the license is locked first. */
  private async decide(
    uid: string,
    decision: (claim: PortalClaim, license: License) => Promise<void>,
  ): Promise<PortalClaim> {
    const { license: claimed } = await this.get(uid);
    return this.licenses.runLocked(claimed?.uid ?? '', async ({ license }) => {
      const claim = await this.get(uid);
      if (claim.state !== 'pending') {
        throw problem('CLAIM_DECIDED');
      }
      await decision(claim, license);
      return this.get(uid);
    });
  }

  private async turnDown(claim: PortalClaim, license: License): Promise<void> {
    await this.settle(claim, 'refused');
    const { uid: claim_id, email } = claim;
    const data = { ...eventPayload(license), claim_id, email };
    await this.work.record([this.work.changeRecord('license.claim_refused', license, null, null, data)]);
    await this.mails.refused(claim);
  }

  private async settle({ id }: PortalClaim, state: ClaimState): Promise<void> {
    await this.work.manager.update(PortalClaim, id, { state, decidedAt: this.clock.now() });
  }

  private query(): SelectQueryBuilder<PortalClaim> {
    return this.work.manager
      .createQueryBuilder(PortalClaim, 'claim')
      .innerJoinAndSelect('claim.license', 'license')
      .innerJoinAndSelect('license.product', 'product')
      .innerJoinAndSelect('claim.customer', 'customer')
      .leftJoinAndSelect('claim.previousCustomer', 'previous');
  }
}
