import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../../common/clock';
import { databaseJson } from '../../platform/database/prepared-statement';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { ChangeRecord } from '../../platform/database/change-record';
import { activationId } from '../../licenses/activations/activation-id';
import { type LicenseIdentity, licenseRecord } from '../../licenses/licenses/event-payload';
import { ActiveSessionsService } from './active-sessions.service';
import { Activation } from '../../licenses/activations/activation.entity';
import type { LicenseContext } from '../rules/license-context';
import type { Device } from '../../licenses/activations/device';
import type { DeviceFacts } from '../../licenses/activations/device-rules';
import { type VerificationEntry, VerificationLogService } from '../log/verification-log.service';
import { addedSeats } from '../rules/seat-rules';
import { EvictSeatsService } from './evict-seats.service';
import { describe, SeatChangesService, type SeatedContext } from './seat-changes.service';
import { RELEASE_SEAT } from './seat-statements';
import type { SeatRequest } from './seat-term';

export type { SeatedContext } from './seat-changes.service';

/**
 * Allocates and releases seats. The caller holds the license's row lock, which keeps the seat count valid. Each entry is
 * logged in the statement that writes the seat.
 */
@Injectable()
export class SeatsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly evictions: EvictSeatsService,
    private readonly changes: SeatChangesService,
    private readonly sessions: ActiveSessionsService,
    private readonly log: VerificationLogService,
    private readonly clock: Clock,
  ) {}

  /** Call after `evaluate` allowed it. Reuses the device's row if it has one. The policy may allow it without a seat. */
  allocate(
    context: LicenseContext,
    device: Device,
    request: SeatRequest,
    entry: VerificationEntry,
  ): Promise<SeatedContext> {
    return this.seat(context, device, describe(device, context.activation), request, entry);
  }

  /** Like `allocate`, for a known device that is not the caller: its description is unchanged. */
  reactivate(context: LicenseContext, request: SeatRequest, entry: VerificationEntry): Promise<SeatedContext> {
    return this.seat(context, {}, {}, request, entry);
  }

  /** Updates the description of an active device, which may have to give its seat back because of it. */
  async touch(
    context: LicenseContext,
    activation: Activation,
    device: Device,
    entry: VerificationEntry,
  ): Promise<SeatedContext> {
    const change = this.changes.touch(context, activation, device);
    await this.changes.write([change], [entry]);
    return change.seated;
  }

  /** Ends the sessions of the device. */
  async release(license: LicenseIdentity, activation: Activation, entry: VerificationEntry): Promise<Activation> {
    const now = this.clock.now();
    const columns = this.changes.change(activation, { deactivatedAt: now });
    const record = this.changes.changeRecord('license.deactivated', license, activation);
    const ended = await this.work.query<{ id: number }>(RELEASE_SEAT, [
      activation.id,
      databaseJson(columns),
      this.work.recordRows([record]),
      this.log.rowsOf(entry),
      now,
    ]);
    this.log.countCall(entry);
    await this.sessions.recordEnds(
      license,
      ended.map(({ id }) => id),
    );
    return activation;
  }

  /** The number of statements does not depend on the number of activations. The caller logs them. */
  async releaseAll(license: LicenseIdentity, activations: readonly Activation[]): Promise<void> {
    const ids = activations.map(({ id }) => id);
    const change = { deactivatedAt: this.clock.now() };
    await this.work.manager.update(Activation, { id: In(ids) }, change);
    const released = activations.map((activation) => Object.assign(activation, change));
    await this.recordReleased(license, released);
    await this.sessions.endAllOf(license, ids);
  }

  private async seat(
    context: LicenseContext,
    facts: DeviceFacts,
    description: Partial<Activation>,
    request: SeatRequest,
    entry: VerificationEntry,
  ): Promise<SeatedContext> {
    const evicted = addedSeats(context, facts, request) > 0 ? await this.evict(context, facts, this.clock.now()) : 0;
    const change = this.changes.allocate(context, { facts, description, request }, evicted);
    await this.changes.write([change], [entry]);
    return change.seated;
  }

  /** Makes room for the seat of a device, as the policy allows. */
  private async evict(context: LicenseContext, facts: DeviceFacts, now: Date): Promise<number> {
    const { license } = context;
    const { seats, activations, expired } = await this.evictions.evict(context, facts, now);
    await this.recordReleased(license, activations, expired);
    await this.sessions.endAllOf(
      license,
      activations.map(({ id }) => id),
    );
    return seats;
  }

  private recordReleased(
    license: LicenseIdentity,
    activations: readonly Activation[],
    expired: readonly number[] = [],
  ): Promise<void> {
    return this.work.record(
      activations.flatMap((activation) => [
        this.changes.changeRecord('license.deactivated', license, activation),
        ...(expired.includes(activation.id) ? [expiredLease(license, activation)] : []),
      ]),
    );
  }
}

function expiredLease(license: LicenseIdentity, activation: Activation): ChangeRecord {
  return licenseRecord('license.lease_expired', license, {
    of: 'device',
    activation_id: activationId(activation),
    session: null,
    last_heartbeat_at: activation.lastSeenAt,
    freed_at: activation.deactivatedAt,
  });
}
