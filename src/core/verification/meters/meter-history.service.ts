import { Injectable } from '@nestjs/common';
import { problem } from '../../common/errors/domain-error';
import type { CursorRequest, Page } from '../../common/pagination/page-request';
import { searchPattern } from '../../platform/database/like-pattern';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { type Direction, readInDirection } from '../../platform/database/read-in-direction';
import { MeterBalance } from './meter-balance.entity';
import { scopedLicense } from '../../licenses/licenses/scoped-license';
import type { OneOrMore } from '../../common/pagination/any-of';
import { listOf } from '../../platform/database/any-of';

/** Usage of a meter by a license in one period. */
export interface PeriodUsage extends Pick<
  MeterBalance,
  'meterId' | 'periodStart' | 'periodEnd' | 'used' | 'total' | 'updatedAt'
> {
  readonly code: string;
  /** Decimals of a credit, whose amounts are in its smallest parts. */
  readonly decimals: number | null;
}

export interface PeriodFilter {
  /** Code of the meter. */
  readonly meter?: OneOrMore<string>;
  /** Part of the code or the name of the meter. */
  readonly q?: string;
  readonly from?: Date;
  /** Exclusive. */
  readonly to?: Date;
}

/** Use of the meters of a license by period, newest first. */
@Injectable()
export class MeterHistoryService {
  constructor(private readonly work: UnitOfWork) {}

  /** Periods in which something was taken, newest first by default. */
  list(license: string, page: CursorRequest, filter: PeriodFilter): Promise<Page<PeriodUsage>> {
    return readInDirection(page, 'DESC', (request, direction) => this.read(license, request, filter, direction));
  }

  private async read(
    license: string,
    { limit, after }: CursorRequest,
    { meter, q, from, to }: PeriodFilter,
    direction: Direction,
  ): Promise<Page<PeriodUsage>> {
    const query = this.work.manager
      .createQueryBuilder(MeterBalance, 'balance')
      .innerJoinAndSelect('balance.meter', 'meter')
      .where('balance.licenseId = :id', { id: (await scopedLicense(this.work.manager, license)).id });
    if (meter !== undefined) {
      query.andWhere('meter.code = ANY (:meters)', { meters: listOf(meter) });
    }
    if (q !== undefined) {
      query.andWhere('(meter.code ILIKE :q OR meter.name ILIKE :q)', { q: searchPattern(q) });
    }
    if (from !== undefined) {
      query.andWhere('balance.periodStart >= :from', { from });
    }
    if (to !== undefined) {
      query.andWhere('balance.periodStart < :to', { to });
    }
    if (after !== undefined) {
      query.andWhere(
        `(balance.periodStart, balance.meterId) ${direction === 'ASC' ? '>' : '<'} (:start, :meterId)`,
        positionOf(after),
      );
    }
    const found = await query
      .orderBy('balance.periodStart', direction)
      .addOrderBy('balance.meterId', direction)
      .limit(limit + 1)
      .getMany();
    const rows = found.slice(0, limit).map((balance) => ({
      ...balance,
      code: balance.meter?.code ?? '',
      decimals: balance.meter?.decimals ?? null,
    }));
    const last = rows.at(-1);
    return { rows, total: null, next: found.length > limit && last ? cursorOf(last) : null };
  }
}

function cursorOf({ periodStart, meterId }: PeriodUsage): string {
  return Buffer.from(`${periodStart.getTime()} ${meterId}`).toString('base64url');
}

function positionOf(cursor: string): { start: Date; meterId: number } {
  const match = /^(\d{1,15}) ([1-9]\d{0,15})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'));
  if (!match) {
    throw problem('AFTER_INVALID', { field: 'after' });
  }
  return { start: new Date(Number(match[1])), meterId: Number(match[2]) };
}
