import { Injectable } from '@nestjs/common';
import { Clock, DAY } from '../../../core/common';
import type { Activation } from '../../../core/licenses';
import { ActivationsService, LicensesService, type LicenseWithUsage } from '../../../core/licensing';
import { type CustomerRefusal, CustomerRefusalsService } from './customer-refusals.service';
import { VERDICT_CODES } from '../../../core/verification';

/** Refusals of the last day that are looked at. */
const RECENT_REFUSALS = 100;
/** Devices that are looked at: each takes up to three statements. */
const MAX_DEVICES = 5;
/** Freeing the seat of a device that was seen later would stop its program. */
const MIN_SILENCE = DAY;

/** A device that was refused within a day and not admitted since. */
export interface CustomerTrouble extends LicenseWithUsage {
  readonly refusal: CustomerRefusal;
  /** Its refusals of the last day. */
  readonly times: number;
  /** The device whose seat it could have; null if no seat is missing, or none can be spared. */
  readonly holder: Activation | null;
}

/** Finds out what a customer probably calls about. */
@Injectable()
export class CustomerTroubleService {
  constructor(
    private readonly refusals: CustomerRefusalsService,
    private readonly licenses: LicensesService,
    private readonly activations: ActivationsService,
    private readonly clock: Clock,
  ) {}

  /**
   * A device that found no seat comes first, for it is the easiest to help.
   * @param customer numeric id
   */
  async find(customer: number): Promise<CustomerTrouble | null> {
    const since = new Date(this.clock.now().getTime() - DAY);
    const recent = await this.refusals.newest(customer, RECENT_REFUSALS, undefined, since);
    const byDevice = new Map<string, CustomerRefusal[]>();
    for (const refusal of recent.filter(({ outcome }) => VERDICT_CODES.some((code) => code === outcome))) {
      const device = `${refusal.licenseUid} ${refusal.fingerprint}`;
      byDevice.set(device, [...(byDevice.get(device) ?? []), refusal]);
    }
    const refused = [...byDevice.values()].sort((one, other) => rank(one) - rank(other));
    for (const [refusal, ...earlier] of refused.slice(0, MAX_DEVICES)) {
      const trouble = refusal && (await this.troubleOf(refusal, earlier.length + 1));
      if (trouble) {
        return trouble;
      }
    }
    return null;
  }

  private async troubleOf(refusal: CustomerRefusal, times: number): Promise<CustomerTrouble | null> {
    const found = await this.licenses.get(refusal.licenseUid);
    const lacksSeat = refusal.outcome === 'SEATS_EXHAUSTED';
    const device = await this.activeDevice(refusal);
    if (device && (lacksSeat || device.lastSeenAt > refusal.at)) {
      return null;
    }
    const { maxActivations } = found.license;
    if (lacksSeat && (maxActivations === null || found.use.seats < maxActivations)) {
      return null;
    }
    return { ...found, refusal, times, holder: lacksSeat ? await this.holderOf(found) : null };
  }

  private async activeDevice({ licenseUid, fingerprint }: CustomerRefusal): Promise<Activation | undefined> {
    if (fingerprint === null) {
      return undefined;
    }
    const filter = { license: licenseUid, fingerprint, active: true };
    return (await this.activations.list({ limit: 1 }, filter)).rows[0];
  }

  private async holderOf({ license }: LicenseWithUsage): Promise<Activation | null> {
    const holder = await this.activations.longestSilent(license.id);
    const isSilent = holder !== null && this.clock.now().getTime() - holder.lastSeenAt.getTime() >= MIN_SILENCE;
    return isSilent ? holder : null;
  }
}

function rank([newest]: readonly CustomerRefusal[]): number {
  return newest?.outcome === 'SEATS_EXHAUSTED' ? 0 : 1;
}
