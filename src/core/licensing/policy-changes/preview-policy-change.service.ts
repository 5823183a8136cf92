import { Injectable } from '@nestjs/common';
import type { Policy } from '../../catalog/policies/policy.entity';
import { Calendar } from '../../common/calendar';
import { Clock } from '../../common/clock';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { countSeats, loadRelations } from '../licenses/license-relations';
import type { License } from '../../licenses/licenses/license.entity';
import { type ChangedColumns, changedColumns, type PolicyChoice, type TimeOfChange } from './changed-columns';
import { type LicenseSelection, LicenseSelectionService } from './license-selection.service';

/** Licenses that a preview lists: the newest. */
export const LISTED_LICENSES = 20;
export const PREVIEW_LIMITS = {
  /** Licenses that a preview looks at: the newest. */
  licenses: 10_000,
  /** Licenses per statement. */
  page: 1_000,
};

/** A license before and after a change of its policy. */
export interface LicensePreview {
  readonly license: License;
  readonly policy: Policy;
  readonly after: ChangedColumns;
  /** Number of seats as the new policy counts them. */
  readonly seatsUsed: number;
  /** Seats above the new limit, which stay. */
  readonly seatsOver: number;
}

export interface PolicyChangePreview {
  /** Exact up to 100,000, an estimate above. */
  readonly licenses: number;
  readonly previewed: number;
  readonly licensesOver: number;
  readonly seatsOver: number;
  readonly expiryChanges: number;
  readonly items: readonly LicensePreview[];
}

/** Works out what a change of policies would do, without a change. */
@Injectable()
export class PreviewPolicyChangeService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly selected: LicenseSelectionService,
    private readonly calendar: Calendar,
    private readonly clock: Clock,
  ) {}

  async preview(selection: LicenseSelection, policy: Policy, choice: PolicyChoice): Promise<PolicyChangePreview> {
    const total = new Total();
    let after: string | undefined;
    do {
      const { rows, next } = await this.selected.page(selection, { limit: PREVIEW_LIMITS.page, after });
      await loadRelations(this.work.manager, rows);
      const seats = await this.countSeats(rows, policy);
      total.add(rows.map((license) => previewOf(license, policy, choice, seats, this.time())));
      after = next ?? undefined;
    } while (after !== undefined && total.previewed < PREVIEW_LIMITS.licenses);
    return { licenses: after === undefined ? total.previewed : await this.selected.count(selection), ...total };
  }

  /**
   * The policy of the license must be loaded.
   * @param at the time of the change, by default now
   */
  async previewOne(license: License, policy: Policy, choice: PolicyChoice, at?: Date): Promise<LicensePreview> {
    const seats = await this.countSeats([license], policy);
    return previewOf(license, policy, choice, seats, this.time(at));
  }

  private time(now = this.clock.now()): TimeOfChange {
    return { now, calendar: this.calendar };
  }

  private countSeats(licenses: readonly License[], { seatsPer }: Policy): Promise<ReadonlyMap<number, number>> {
    const counted = licenses.map(({ id, policyOverrides }) => ({ id, per: policyOverrides.seatsPer ?? seatsPer }));
    return countSeats(this.work.manager, counted);
  }
}

function previewOf(
  license: License,
  policy: Policy,
  choice: PolicyChoice,
  seats: ReadonlyMap<number, number>,
  time: TimeOfChange,
): LicensePreview {
  const after = changedColumns(license, policy, choice, time);
  const seatsUsed = seats.get(license.id) ?? 0;
  return { license, policy, after, seatsUsed, seatsOver: Math.max(0, seatsUsed - (after.maxActivations ?? seatsUsed)) };
}

class Total {
  previewed = 0;
  licensesOver = 0;
  seatsOver = 0;
  expiryChanges = 0;
  items: readonly LicensePreview[] = [];

  add(previews: readonly LicensePreview[]): void {
    this.previewed += previews.length;
    this.licensesOver += previews.filter(({ seatsOver }) => seatsOver > 0).length;
    this.seatsOver += previews.reduce((sum, { seatsOver }) => sum + seatsOver, 0);
    this.expiryChanges += previews.filter(expiryDiffers).length;
    this.items = [...this.items, ...previews].slice(0, LISTED_LICENSES);
  }
}

function expiryDiffers({ license, after }: LicensePreview): boolean {
  return license.expiresAt?.getTime() !== after.expiresAt?.getTime();
}
