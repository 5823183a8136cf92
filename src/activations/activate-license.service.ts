import { Injectable } from '@nestjs/common';
import { Clock } from '../common/clock';
import { UnitOfWork } from '../database/unit-of-work';
import { changesOf } from '../licenses/license-turns';
import type { License } from '../licenses/license.entity';
import { VerificationLog } from '../verifications/verification-log';
import type { Activation } from './activation.entity';
import { LicenseRefused } from './activation.errors';
import { answerOf, entryOf, questionOf, type Scope } from './check-license.service';
import { decide, decideLeaving, type Found, type Question, takesSeat } from './decide';
import type { Device } from './device';
import { withBehavior } from './door-behavior';
import { FailedAttempts } from './failed-attempts';
import { LicenseLookup } from './license-lookup';
import { Seats } from './seats';
import type { Answer } from './verdict';

export interface Activated extends Answer {
  readonly license: License;
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
    private readonly attempts: FailedAttempts,
    private readonly seats: Seats,
    private readonly log: VerificationLog,
    private readonly clock: Clock,
  ) {}

  /** Activating a device twice gives back its first seat, refreshed. */
  activate(key: string, device: Device, scope: Scope = {}): Promise<Activated> {
    const question = questionOf('activate', device, scope);
    return this.work.runInTurn(changesOf(key), async () => {
      const found = await this.findLocked(key, device, scope);
      const { usable, code } = decide(found, question, this.clock.now());
      const seated = found && usable ? await this.seat(found, device, question) : null;
      await this.log.write(entryOf('activate', key, device, seated ?? found, code));
      if (!seated?.activation) {
        throw new LicenseRefused(code);
      }
      const { license, activation } = seated;
      return { ...answerOf(seated, code, true), license, activation, isNew: found?.activation === null };
    });
  }

  /** Frees the device's seat, also of a license that could not be used any more. */
  deactivate(key: string, device: Device, scope: Scope = {}): Promise<Activation> {
    const question = questionOf('check', device, scope);
    return this.work.runInTurn(changesOf(key), async () => {
      const found = await this.lookup.findLocked(key, device.fingerprint);
      const { usable, code } = decideLeaving(found, question, this.clock.now());
      await this.log.write(entryOf('deactivate', key, device, found, code));
      if (!found?.activation || !usable) {
        throw new LicenseRefused(code);
      }
      return this.seats.leave(found.license, found.activation);
    });
  }

  private async findLocked(key: string, device: Device, { behavior }: Scope): Promise<Found | null> {
    const failedTooOften = await this.attempts.areTooMany(device);
    const found = withBehavior(await this.lookup.findLocked(key, device.fingerprint), behavior);
    return found && { ...found, failedTooOften };
  }

  private seat(found: Found, device: Device, question: Question): Promise<Found> {
    const { activation } = found;
    return activation && !takesSeat(found, question)
      ? this.seats.refresh(found, activation, device)
      : this.seats.take(found, device, question);
  }
}
