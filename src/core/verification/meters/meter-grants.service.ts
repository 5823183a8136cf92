import { Injectable } from '@nestjs/common';
import { MAX_PARTS } from '../../catalog/grants/credit-amount';
import { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import { eventPayload } from '../../licenses/licenses/event-payload';
import { License } from '../../licenses/licenses/license.entity';
import { lockLicense } from '../../licenses/licenses/lock-license';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { AssessLicenseService } from '../assessment/assess-license.service';
import { amountOf, type SentAmount } from '../rules/credit-balance';
import { type CurrentBalance, MOST_COUNTED } from '../rules/current-balance';
import { POLICY_PRIORITY } from '../rules/draw-order';
import { type GrantSource, MeterGrant } from './meter-grant.entity';
import type { METER_USAGE_EVENTS } from './meter-usage.events';
import { scopedLicense } from '../../licenses/licenses/scoped-license';

export interface NewGrant {
  /** A number or, of a credit, its text. */
  readonly amount: SentAmount;
  /** Number of times that it is given; 1 by default. */
  readonly times?: number;
  /** Now by default. */
  readonly startsAt?: Date;
  readonly expiresAt?: Date | null;
  /** Lower is drawn first; by default that of the policy's allowance. */
  readonly priority?: number;
  readonly source: Exclude<GrantSource, 'policy'>;
  readonly note?: string | null;
  /** Names what gives it; at most one grant has it. */
  readonly origin?: string;
}

/** A license and one of its meters. */
interface Granted {
  readonly license: License;
  readonly code: string;
  /** Decimals of a credit. */
  readonly decimals?: number | null;
}

/** A new grant, with the decimals of its credit. */
export interface AddedGrant {
  readonly grant: MeterGrant;
  readonly decimals?: number;
}

type GrantEvent = Extract<keyof typeof METER_USAGE_EVENTS, `meter.grant_${string}`>;

/** Adds amounts of meters to licenses, and takes back what is left of them. */
@Injectable()
export class MeterGrantsService {
  /** Grants of one meter of a license from which something can be drawn, now or later. */
  readonly maxOpen: number = 100;

  constructor(
    private readonly work: UnitOfWork,
    private readonly assessments: AssessLicenseService,
    private readonly clock: Clock,
  ) {}

  /** @param name uid, number or key of the license */
  async add(name: string, code: string, grant: NewGrant): Promise<AddedGrant> {
    const { startsAt, expiresAt = null } = grant;
    const now = this.clock.now();
    if (expiresAt !== null && expiresAt <= (startsAt && startsAt > now ? startsAt : now)) {
      throw problem('GRANT_ENDED');
    }
    return this.addTo(await scopedLicense(this.work.manager, name), code, grant);
  }

  /**
   * Throws if a grant could not be added now.
   * @param field prefix of the fields, for errors
   */
  async refuseImpossible(
    { key }: Pick<License, 'key'>,
    code: string,
    { amount, times, expiresAt = null }: Pick<NewGrant, 'amount' | 'times' | 'expiresAt'>,
    field: string,
  ): Promise<void> {
    const { context, now } = await this.assessments.assess(
      { key, request: { operation: 'check' } },
      { withMeters: true },
    );
    amountIn(meterIn(context?.meters, code, `${field}meter`), { amount, times }, `${field}amount`);
    if (expiresAt !== null && expiresAt <= now) {
      throw problem('GRANT_ENDED', { field: `${field}expires_at` });
    }
  }

  /** A grant of a license's meter, with the meter. */
  async get(name: string, code: string, uid: string): Promise<MeterGrant> {
    const { id } = await scopedLicense(this.work.manager, name);
    return this.grantOf(id, code, uid);
  }

  /** Voids the rest of a grant. A grant that is void already stays as it is. */
  async void(name: string, code: string, uid: string): Promise<void> {
    const license = await scopedLicense(this.work.manager, name);
    await this.work.run(async () => {
      await lockLicense(this.work.manager, license.id);
      const grant = await this.grantOf(license.id, code, uid);
      await this.end({ license, code, decimals: grant.meter?.decimals }, grant);
    });
  }

  /**
   * Lets a grant follow what gave it, such as a payment that is paid back: then its rest is void. What was used is kept. The caller has locked
   * the license.
   */
  async follow(licenseId: number, code: string, given: NewGrant & { origin: string }, isGiven: boolean): Promise<void> {
    const { manager } = this.work;
    const { origin } = given;
    const license = await manager.findOneByOrFail(License, { id: licenseId });
    const grant = await manager.findOne(MeterGrant, { where: { origin }, relations: { meter: true } });
    if (!grant) {
      if (isGiven) {
        await this.addTo(license, code, given);
      }
      return;
    }
    const decimals = grant.meter?.decimals ?? undefined;
    const amount = Math.max(amountIn({ code, terms: { decimals } }, given), grant.used);
    if (!isGiven) {
      await this.end({ license, code, decimals }, grant);
    } else if (grant.voidedAt !== null || grant.amount !== amount) {
      await this.change({ license, code, decimals }, grant, amount);
    }
  }

  private addTo(license: License, code: string, given: NewGrant): Promise<AddedGrant> {
    const call = { key: license.key, request: { operation: 'check' } } as const;
    return this.assessments.assessLocked(
      call,
      async ({ context, now }) => {
        const balance = meterIn(context?.meters, code);
        const { id, decimals } = balance.terms;
        const grant = this.newGrant(license.id, id, { ...given, amount: amountIn(balance, given) }, now);
        await this.refuseTooMany(grant);
        await this.work.manager.insert(MeterGrant, grant);
        await this.record('meter.grant_added', { license, code, decimals }, grant);
        return { grant, decimals };
      },
      { withMeters: true },
    );
  }

  private newGrant(licenseId: number, meterId: number, given: NewGrant & { amount: number }, now: Date): MeterGrant {
    const { amount, startsAt = now, expiresAt = null, priority = POLICY_PRIORITY, source, note = null, origin } = given;
    const fresh = { used: 0, rolledFrom: null, periodStart: null, periodUsed: 0, createdAt: now, voidedAt: null };
    const columns = { amount, startsAt, expiresAt, priority, source, note, origin: origin ?? null };
    return this.work.manager.create(MeterGrant, { licenseId, meterId, ...columns, ...fresh });
  }

  private async refuseTooMany({ licenseId, meterId }: MeterGrant): Promise<void> {
    const open = await this.work.manager
      .createQueryBuilder(MeterGrant, 'g')
      .where('g.licenseId = :licenseId AND g.meterId = :meterId', { licenseId, meterId })
      .andWhere('g.used < g.amount AND g.voidedAt IS NULL')
      .andWhere(`coalesce(g.expiresAt, 'infinity') > :now`, { now: this.clock.now() })
      .getCount();
    if (open >= this.maxOpen) {
      throw problem('TOO_MANY_METER_GRANTS', { limit: this.maxOpen });
    }
  }

  private async end(granted: Granted, grant: MeterGrant): Promise<void> {
    if (grant.voidedAt === null) {
      const voidedAt = this.clock.now();
      await this.work.manager.update(MeterGrant, grant.id, { voidedAt });
      await this.record('meter.grant_voided', granted, Object.assign(grant, { voidedAt }));
    }
  }

  private async change(granted: Granted, grant: MeterGrant, amount: number): Promise<void> {
    const columns = { amount, voidedAt: null };
    await this.work.manager.update(MeterGrant, grant.id, columns);
    await this.record('meter.grant_changed', granted, Object.assign(grant, columns));
  }

  private async record(event: GrantEvent, { license, code, decimals }: Granted, grant: MeterGrant): Promise<void> {
    const { uid, source, amount, used, expiresAt } = grant;
    const unused = amount - used;
    const amounts = { amount, used, unused, ...(typeof decimals === 'number' && { decimals }) };
    const facts = { meter: code, grant: uid, source, ...amounts, expires_at: expiresAt };
    const data = { ...eventPayload(license), ...facts };
    await this.work.record([this.work.changeRecord(event, license, null, facts, data)]);
  }

  private async grantOf(licenseId: number, code: string, uid: string): Promise<MeterGrant> {
    const grant = await this.work.manager
      .createQueryBuilder(MeterGrant, 'g')
      .innerJoinAndSelect('g.meter', 'meter', 'meter.code = :code', { code })
      .where('g.licenseId = :licenseId AND g.uid = :uid', { licenseId, uid })
      .getOne();
    if (!grant) {
      throw problem('METER_GRANT_NOT_FOUND');
    }
    return grant;
  }
}

function meterIn(meters: readonly CurrentBalance[] | undefined, code: string, field = 'code'): CurrentBalance {
  const meter = meters?.find((one) => one.code === code);
  if (!meter) {
    throw problem('METER_NOT_FOUND', { meter: code, ids: [code], field });
  }
  if (meter.terms.kind === 'held') {
    throw problem('METER_HELD', { meter: code, ids: [code], field });
  }
  return meter;
}

/** The whole amount of a grant as it is stored. */
function amountIn(
  balance: Parameters<typeof amountOf>[0],
  { amount, times = 1 }: Pick<NewGrant, 'amount' | 'times'>,
  field = 'amount',
): number {
  const whole = amountOf(balance, amount, field) * times;
  if (whole > MOST_COUNTED) {
    const decimals = balance.terms.decimals ?? 0;
    throw problem('CREDIT_AMOUNT_WRONG', { code: balance.code, decimals, digits: String(MAX_PARTS).length, field });
  }
  return whole;
}
