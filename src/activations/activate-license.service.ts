import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock';
import { UnitOfWork } from '../database/unit-of-work';
import { VerificationLog } from '../verifications/verification-log';
import type { Activation } from './activation.entity';
import { LicenseRefused } from './activation.errors';
import { answerOf, entryOf, questionOf, type Scope } from './check-license.service';
import { decide, decideLeaving, type Found, type Question, takesSeat } from './decide';
import type { Device } from './device';
import { LicenseLookup } from './license-lookup';
import { Seats } from './seats';
import type { Answer } from './verdict';

export interface Activated extends Answer {
  readonly activation: Activation;
  /** The device had no row on this license before. */
  readonly isNew: boolean;
}

/** Devices take and leave seats. */
@Injectable()
export class ActivateLicense {
  constructor(
    private readonly work: UnitOfWork,
    private readonly lookup: LicenseLookup,
    private readonly seats: Seats,
    private readonly log: VerificationLog,
    private readonly clock: Clock,
  ) {}

  /** Activating a device twice gives back its first seat, refreshed. */
  async activate(key: string, device: Device, scope: Scope = {}): Promise<Activated> {
    const question = questionOf('activate', device, scope);
    const { found, seated, verdict } = await this.work.run(async () => {
      const found = await this.lookup.findLocked(key, device.fingerprint);
      const verdict = decide(found, question, this.clock.now());
      const seated = found && verdict.usable ? await this.seat(found, device, question) : null;
      await this.log.write(entryOf('activate', key, device, seated ?? found, verdict.code));
      return { found, seated, verdict };
    });

    // Thrown after the commit, so that the refusal is on record.
    if (!seated?.activation) {
      throw new LicenseRefused(verdict.code);
    }
    const isNew = found?.activation === null;
    return { ...answerOf(seated, verdict.code, true), activation: seated.activation, isNew };
  }

  /** Frees the device's seat, also of a license that could not be used any more. */
  async deactivate(key: string, device: Device, scope: Scope = {}): Promise<Activation> {
    const question = questionOf('check', device, scope);
    const { activation, code } = await this.work.run(async () => {
      const found = await this.lookup.findLocked(key, device.fingerprint);
      const { usable, code } = decideLeaving(found, question, this.clock.now());
      const activation = usable ? (found?.activation ?? null) : null;
      if (activation) {
        await this.seats.leave(activation);
      }
      await this.log.write(entryOf('deactivate', key, device, found, code));
      return { activation, code };
    });

    if (!activation) {
      throw new LicenseRefused(code);
    }
    return activation;
  }

  private seat(found: Found, device: Device, question: Question): Promise<Found> {
    const { activation } = found;
    return activation && !takesSeat(found, question)
      ? this.seats.refresh(found, activation, device)
      : this.seats.take(found, device, question);
  }
}
