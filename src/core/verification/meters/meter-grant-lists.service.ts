import { Injectable } from '@nestjs/common';
import { problem } from '../../common/errors/domain-error';
import type { CursorRequest, Page } from '../../common/pagination/page-request';
import { Activation } from '../../licenses/activations/activation.entity';
import { License } from '../../licenses/licenses/license.entity';
import { invalidCursor } from '../../platform/database/invalid-cursor';
import { searchPattern } from '../../platform/database/like-pattern';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { AssessLicenseService } from '../assessment/assess-license.service';
import { capacityOf, type CurrentBalance, ownUseOf } from '../rules/current-balance';
import { remainingInGrant, POLICY_PRIORITY } from '../rules/draw-order';
import { MeterDraw } from './meter-draw.entity';
import { type GrantSource, MeterGrant } from './meter-grant.entity';
import { scopedLicense } from '../../licenses/licenses/scoped-license';

/** A grant of a list; the allowance of a period, and what is left of earlier ones and not drawn yet, have no id. */
export interface ListedGrant {
  readonly uid: string | null;
  readonly source: GrantSource;
  /** Null is unlimited. */
  readonly amount: number | null;
  readonly used: number;
  readonly left: number | null;
  readonly priority: number;
  readonly startsAt: Date | null;
  readonly expiresAt: Date | null;
  readonly note: string | null;
  readonly createdAt: Date | null;
  readonly voidedAt: Date | null;
  /** Decimals of a credit, whose amounts are in its smallest parts. */
  readonly decimals?: number | null;
}

export interface GrantFilter {
  /** Part of the note. */
  readonly q?: string;
}

export interface DrawFilter {
  /** Part of the fingerprint or the name of the device. */
  readonly q?: string;
}

/** Amount that a device drew from a grant in a period of the meter. */
export interface ListedDraw {
  readonly grant: string;
  /** Null without a device. */
  readonly device: Pick<Activation, 'uid' | 'fingerprint'> | null;
  readonly amount: number;
  /** Null for a meter that never resets. */
  readonly periodStart: Date | null;
  readonly updatedAt: Date;
  /** Decimals of a credit, whose amounts are in its smallest parts. */
  readonly decimals?: number | null;
}

/** Lists the grants of a license's meter, and who drew them. */
@Injectable()
export class MeterGrantListsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly assessments: AssessLicenseService,
  ) {}

  /** The allowance of the period first, then what is left of earlier ones, then stored grants, newest first. */
  async grants(
    name: string,
    code: string,
    { limit, after }: CursorRequest,
    { q }: GrantFilter,
    now: Date,
  ): Promise<Page<ListedGrant>> {
    const license = await scopedLicense(this.work.manager, name);
    const from = after === undefined ? { skipped: 0 } : grantPosition(after);
    const meter = q === undefined ? await this.meterOf(license, code) : undefined;
    const skipped = from.skipped ?? 0;
    const unstored = meter && from.id === undefined ? unstoredGrants(meter).slice(skipped, skipped + limit + 1) : [];
    const stored = await this.stored(license.id, code, { below: from.id, q, limit: limit + 1 - unstored.length });
    const rows = [...unstored, ...stored.map((grant) => listed(grant, now))].slice(0, limit);
    const last = stored[rows.length - unstored.length - 1];
    const isMore = unstored.length + stored.length > limit;
    const next = last ? `g${last.id}` : `p${skipped + rows.length}`;
    return { rows, total: null, next: isMore ? Buffer.from(next).toString('base64url') : null };
  }

  /** Newest grants first; of each grant, the latest period first. */
  async draws(
    name: string,
    code: string,
    { limit, after }: CursorRequest,
    { q }: DrawFilter,
  ): Promise<Page<ListedDraw>> {
    const { id: licenseId } = await scopedLicense(this.work.manager, name);
    const query = this.work.manager
      .createQueryBuilder(MeterDraw, 'draw')
      .innerJoinAndSelect('draw.grant', 'g')
      .innerJoinAndSelect('g.meter', 'meter', 'meter.code = :code', { code })
      .where('g.licenseId = :licenseId AND draw.amount > 0', { licenseId });
    if (after !== undefined) {
      query.andWhere(
        '(draw.grantId, draw.periodStart, draw.activationId) < (:grant, :start, :activation)',
        drawPosition(after),
      );
    }
    if (q !== undefined) {
      query.andWhere(ON_DEVICE, { q: searchPattern(q) });
    }
    const found = await query
      .orderBy({ 'draw.grantId': 'DESC', 'draw.periodStart': 'DESC', 'draw.activationId': 'DESC' })
      .limit(limit + 1)
      .getMany();
    const draws = found.slice(0, limit);
    const devices = await this.devicesOf(draws);
    const last = draws.at(-1);
    return {
      rows: draws.map((draw) => listedDraw(draw, devices)),
      total: null,
      next: found.length > limit && last ? drawCursor(last) : null,
    };
  }

  private async devicesOf(draws: readonly MeterDraw[]): Promise<ReadonlyMap<number, Activation>> {
    const ids = [...new Set(draws.map(({ activationId }) => activationId))];
    const devices = await this.work.manager
      .createQueryBuilder(Activation, 'activation')
      .where('activation.id = ANY (:ids)', { ids })
      .getMany();
    return new Map(devices.map((device) => [device.id, device]));
  }

  private async stored(
    licenseId: number,
    code: string,
    { below, q, limit }: { below: number | undefined; q: string | undefined; limit: number },
  ): Promise<MeterGrant[]> {
    const query = this.work.manager
      .createQueryBuilder(MeterGrant, 'g')
      .innerJoinAndSelect('g.meter', 'meter', 'meter.code = :code', { code })
      .where('g.licenseId = :licenseId', { licenseId });
    if (below !== undefined) {
      query.andWhere('g.id < :below', { below });
    }
    if (q !== undefined) {
      query.andWhere('g.note ILIKE :q', { q: searchPattern(q) });
    }
    return limit === 0 ? [] : query.orderBy('g.id', 'DESC').limit(limit).getMany();
  }

  private async meterOf({ key }: License, code: string): Promise<CurrentBalance> {
    const { context } = await this.assessments.assess({ key, request: { operation: 'check' } }, { withMeters: true });
    const meter = context?.meters?.find((one) => one.code === code);
    if (!meter) {
      throw problem('METER_NOT_FOUND', { meter: code, ids: [code], field: 'code' });
    }
    return meter;
  }
}

const ON_DEVICE = `draw.activationId IN (
  SELECT device.id FROM activations AS device
  WHERE device.license_id = :licenseId AND (device.fingerprint ILIKE :q OR device.name ILIKE :q)
)`;

/** The allowance of the period, and what is left of earlier ones and not stored. */
function unstoredGrants(meter: CurrentBalance): readonly ListedGrant[] {
  const { terms, startsAt, endsAt, grants } = meter;
  const capacity = capacityOf(terms);
  const own = ownUseOf(meter);
  const isEndless = endsAt === null;
  const { decimals } = terms;
  const common = {
    uid: null,
    source: 'policy',
    priority: POLICY_PRIORITY,
    note: null,
    voidedAt: null,
    decimals,
  } as const;
  const rolled = (grants ?? []).filter(({ id }) => id === null);
  return [
    {
      ...common,
      amount: terms.limit,
      used: own,
      left: capacity === null ? null : Math.max(0, capacity - own),
      startsAt: isEndless ? null : new Date(startsAt),
      expiresAt: isEndless ? null : new Date(endsAt),
      createdAt: null,
    },
    ...rolled.map((grant) => ({
      ...common,
      amount: grant.amount,
      used: grant.used,
      left: remainingInGrant(grant),
      startsAt: new Date(grant.startsAt),
      expiresAt: grant.endsAt === null ? null : new Date(grant.endsAt),
      createdAt: null,
    })),
  ];
}

function listed(grant: MeterGrant, now: Date): ListedGrant {
  const { uid, source, amount, used, priority, startsAt, expiresAt, note, createdAt, voidedAt } = grant;
  return {
    uid,
    source,
    amount,
    used,
    left: grant.leftAt(now),
    priority,
    startsAt,
    expiresAt,
    note,
    createdAt,
    voidedAt,
    decimals: grant.meter?.decimals,
  };
}

function listedDraw(draw: MeterDraw, devices: ReadonlyMap<number, Activation>): ListedDraw {
  const { activationId, amount, periodStart, updatedAt, grant } = draw;
  return {
    grant: grant?.uid ?? '',
    device: devices.get(activationId) ?? null,
    amount,
    periodStart: periodStart.getTime() === 0 ? null : periodStart,
    updatedAt,
    decimals: grant?.meter?.decimals,
  };
}

/** Where a page of grants begins: after as many that are not stored, or below the id of a stored one. */
function grantPosition(cursor: string): { readonly skipped?: number; readonly id?: number } {
  const match = /^([gp])(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'));
  if (!match) {
    throw invalidCursor('after');
  }
  return match[1] === 'g' ? { id: Number(match[2]) } : { skipped: Number(match[2]) };
}

function drawCursor({ grantId, periodStart, activationId }: MeterDraw): string {
  return Buffer.from(`${grantId} ${periodStart.getTime()} ${activationId}`).toString('base64url');
}

function drawPosition(cursor: string): { grant: number; start: Date; activation: number } {
  const match = /^(\d{1,15}) (\d{1,15}) (\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'));
  if (!match) {
    throw invalidCursor('after');
  }
  return { grant: Number(match[1]), start: new Date(Number(match[2])), activation: Number(match[3]) };
}
