import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../../common/clock';
import { defined } from '../../common/defined';
import { currentRequest } from '../../common/http/request-context';
import { databaseJson } from '../../platform/database/database-json';
import { type ChangeRecord, UnitOfWork } from '../../platform/database/unit-of-work';
import { difference, type Snapshot } from '../../platform/database/snapshot';
import { eventPayload, type LicenseIdentity } from '../licenses/event-payload';
import { ActiveSessionsService } from '../license-sessions/active-sessions.service';
import { Activation } from './activation.entity';
import { activationId } from './activation-id';
import type { LicenseContext } from '../verifications/evaluate';
import type { Device } from './device';
import { type DeviceFacts, needsSeat } from './device-rules';
import { type VerificationEntry, VerificationLogService } from '../verifications/verification-log.service';
import { deadline } from '../license-sessions/license-session.entity';
import { seatChange } from '../users/user-rules';
import { EvictSeatsService } from './evict-seats.service';
import { CHANGE_SEAT, INSERT_SEAT, RELEASE_SEAT } from './seat-statements';
import { type SeatRequest, termColumns, termOf } from './seat-term';
import { thresholdsCrossed, type UsageThreshold } from './usage-threshold';
import type { EventName } from '../../platform/records/event-catalogue';

/** The context after the device got its seat. */
export interface SeatedContext extends LicenseContext {
  readonly activation: Activation;
}

/** A seat as it is written, with everything that is written in the same statement. */
interface SeatChange {
  readonly license: LicenseIdentity;
  readonly activation: Activation;
  /** Changed columns, or all columns of a new row. */
  readonly columns: Snapshot;
  readonly isNew?: boolean;
  readonly term?: Snapshot;
  readonly records: readonly ChangeRecord[];
  readonly entry: VerificationEntry;
}

/**
 * Allocates and releases seats. The caller holds the license's row lock, which keeps the seat count valid. Each entry is
 * logged in the statement that writes the seat.
 */
@Injectable()
export class SeatsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly evictions: EvictSeatsService,
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
    const { takesSeat } = activation;
    const change = {
      ...describe(device, activation),
      lastSeenAt: this.clock.now(),
      takesSeat: needsSeat(context, device),
    };
    const columns = this.change(activation, change);
    await this.write({ license: context.license, activation, columns, records: [], entry });
    const returned = takesSeat && !activation.takesSeat ? 1 : 0;
    return { ...context, activation, seatsTaken: context.seatsTaken - returned };
  }

  /** Ends the sessions of the device. */
  async release(license: LicenseIdentity, activation: Activation, entry: VerificationEntry): Promise<Activation> {
    const now = this.clock.now();
    const columns = this.change(activation, { deactivatedAt: now });
    const records = [this.changeRecord('license.deactivated', license, activation)];
    const values = this.valuesOf({ license, activation, columns, records, entry });
    const ended = await this.work.query<{ id: number }>(RELEASE_SEAT, [...values, activation.id, now, deadline(now)]);
    this.log.count(entry);
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
    await this.work.record(released.map((activation) => this.changeRecord('license.deactivated', license, activation)));
    await this.sessions.endAllOf(license, ids);
  }

  private async seat(
    context: LicenseContext,
    facts: DeviceFacts,
    description: Partial<Activation>,
    request: SeatRequest,
    entry: VerificationEntry,
  ): Promise<SeatedContext> {
    const now = this.clock.now();
    const { license } = context;
    const takesSeat = needsSeat(context, facts);
    const added = takesSeat ? seatChange(context, request) : 0;
    const evicted = added > 0 ? await this.evict(context, now) : 0;
    const columns = { ...description, activatedAt: now, lastSeenAt: now, deactivatedAt: null, takesSeat };
    const isNew = context.activation === null;
    const activation = context.activation ?? newActivation(context, columns);
    const changed = isNew ? this.work.snapshot(activation) : this.change(activation, columns);
    const term = termOf(context, request, now);
    Object.assign(license, term);
    const records = [
      this.changeRecord('license.activated', license, activation),
      ...thresholdsCrossed(context, evicted, added).map((crossed) => this.thresholdRecord(license, crossed)),
    ];
    await this.write({ license, activation, columns: changed, isNew, term: termColumns(term), records, entry });
    return { ...context, activation, seatsTaken: context.seatsTaken - evicted + added };
  }

  private async write(change: SeatChange): Promise<void> {
    const values = this.valuesOf(change);
    await (change.isNew
      ? this.work.query(INSERT_SEAT, values)
      : this.work.query(CHANGE_SEAT, [...values, change.activation.id]));
    this.log.count(change.entry);
  }

  private valuesOf({ license, columns, term, records, entry }: SeatChange): unknown[] {
    return [
      databaseJson(columns),
      databaseJson(term ?? {}),
      license.id,
      this.work.recordRows(records),
      this.log.rowsOf(entry),
    ];
  }

  /** Returns the changed columns: a check or an admin may change others without the license's row lock. */
  private change(activation: Activation, change: Partial<Activation>): Snapshot {
    const before = this.work.snapshot(activation);
    return difference(before, this.work.snapshot(Object.assign(activation, change))).after;
  }

  /** Makes room for a seat, as the policy allows. */
  private async evict(context: LicenseContext, now: Date): Promise<number> {
    const { license } = context;
    const { seats, activations } = await this.evictions.evict(context, now);
    await this.work.record(activations.map((one) => this.changeRecord('license.deactivated', license, one)));
    await this.sessions.endAllOf(
      license,
      activations.map(({ id }) => id),
    );
    return seats;
  }

  private changeRecord(event: EventName, license: LicenseIdentity, activation: Activation): ChangeRecord {
    const payload = { ...eventPayload(license), activation_id: activationId(activation) };
    return this.work.changeRecord(event, license, null, this.work.snapshot(activation), payload);
  }

  private thresholdRecord(license: LicenseIdentity, crossed: UsageThreshold): ChangeRecord {
    return this.work.changeRecord('license.usage_threshold', license, null, null, {
      ...eventPayload(license),
      ...crossed,
    });
  }
}

function newActivation(
  { license, seatProductId, reservedId }: LicenseContext,
  columns: Partial<Activation>,
): Activation {
  if (typeof reservedId !== 'number') {
    throw new Error('The context was read without an id for a new activation');
  }
  return Object.assign(new Activation(), {
    id: reservedId,
    uid: randomUUID(),
    licenseId: license.id,
    productId: seatProductId,
    name: null,
    appVersion: null,
    deviceData: null,
    environment: null,
    cores: null,
    memoryMb: null,
    checkCount: 0,
    ...columns,
  });
}

/** A device that is known by its components keeps the fingerprint with which it activated first. */
function describe(device: Device, known: Activation | null): Partial<Activation> {
  const request = currentRequest();
  return {
    fingerprint: known?.fingerprint ?? device.fingerprint,
    kind: device.kind ?? 'device',
    ...(device.isRemote ? {} : { ip: request?.address ?? null, userAgent: request?.userAgent ?? null }),
    ...(device.name === undefined ? {} : { name: device.name }),
    ...(device.appVersion === undefined ? {} : { appVersion: device.appVersion }),
    ...(device.data === undefined ? {} : { deviceData: device.data }),
    ...defined({ environment: device.environment, cores: device.cores, memoryMb: device.memoryMb }),
  };
}
