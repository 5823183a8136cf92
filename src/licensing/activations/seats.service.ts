import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../../common/clock';
import { currentRequest } from '../../common/http/request-context';
import { databaseJson } from '../../platform/database/database-json';
import { type ChangeRecord, UnitOfWork } from '../../platform/database/unit-of-work';
import { difference, type Snapshot } from '../../platform/database/snapshot';
import { eventPayload, type LicenseIdentity } from '../licenses/event-payload';
import { ActiveSessionsService } from '../license-sessions/active-sessions.service';
import { Activation } from './activation.entity';
import { activationId } from './activation-id';
import { type LicenseContext, seatLimit } from '../verifications/evaluate';
import type { Device } from './device';
import { deadBefore } from '../verifications/license-context.loader';
import { type VerificationEntry, VerificationLogService } from '../verifications/verification-log.service';
import { deadline } from '../license-sessions/license-session.entity';
import { borrowingDevices } from '../license-sessions/session-statements';
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
    private readonly sessions: ActiveSessionsService,
    private readonly log: VerificationLogService,
    private readonly clock: Clock,
  ) {}

  /** Call after `evaluate` allowed it. Reuses the device's row if it has one. */
  allocate(
    context: LicenseContext,
    device: Device,
    request: SeatRequest,
    entry: VerificationEntry,
  ): Promise<SeatedContext> {
    return this.seat(context, describe(device), request, entry);
  }

  /** Like `allocate`, for a known device that is not the caller: its description is unchanged. */
  reactivate(context: LicenseContext, request: SeatRequest, entry: VerificationEntry): Promise<SeatedContext> {
    return this.seat(context, {}, request, entry);
  }

  /** Updates the description of an active device. */
  async touch(
    context: LicenseContext,
    activation: Activation,
    device: Device,
    entry: VerificationEntry,
  ): Promise<SeatedContext> {
    const columns = this.change(activation, { ...describe(device), lastSeenAt: this.clock.now() });
    await this.write({ license: context.license, activation, columns, records: [], entry });
    return { ...context, activation };
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
    description: Partial<Activation>,
    request: SeatRequest,
    entry: VerificationEntry,
  ): Promise<SeatedContext> {
    const now = this.clock.now();
    const { license } = context;
    const evicted = await this.evict(context, now);
    const columns = { ...description, activatedAt: now, lastSeenAt: now, deactivatedAt: null };
    const isNew = context.activation === null;
    const activation = context.activation ?? newActivation(context, columns);
    const changed = isNew ? this.work.snapshot(activation) : this.change(activation, columns);
    const term = termOf(context, request, now);
    Object.assign(license, term);
    const records = [
      this.changeRecord('license.activated', license, activation),
      ...thresholdsCrossed(context, evicted).map((crossed) => this.thresholdRecord(license, crossed)),
    ];
    await this.write({ license, activation, columns: changed, isNew, term: termColumns(term), records, entry });
    return { ...context, activation, seatsTaken: context.seatsTaken - evicted + 1 };
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

  /** Releases dead seats, then the least recently seen ones, as the policy allows. */
  private async evict(context: LicenseContext, now: Date): Promise<number> {
    const { license, behavior, seatsTaken } = context;
    const limit = seatLimit(context);
    if (limit === null || seatsTaken < limit) {
      return 0;
    }
    const [rows] = await this.work.manager.query<[{ id: number }[], number]>(EVICT, [
      license.id,
      behavior.whenFull === 'deactivate_oldest' ? seatsTaken - limit + 1 : 0,
      deadBefore(behavior, now),
      now,
    ]);
    const evicted = await this.work.manager.findBy(Activation, { id: In(rows.map(({ id }) => id)) });
    await this.work.record(evicted.map((activation) => this.changeRecord('license.deactivated', license, activation)));
    await this.sessions.endAllOf(
      license,
      evicted.map(({ id }) => id),
    );
    return evicted.length;
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

function newActivation({ license, reservedId }: LicenseContext, columns: Partial<Activation>): Activation {
  if (typeof reservedId !== 'number') {
    throw new Error('The context was read without an id for a new activation');
  }
  return Object.assign(new Activation(), {
    id: reservedId,
    uid: randomUUID(),
    licenseId: license.id,
    name: null,
    appVersion: null,
    deviceData: null,
    checkCount: 0,
    ...columns,
  });
}

function describe(device: Device): Partial<Activation> {
  const request = currentRequest();
  return {
    fingerprint: device.fingerprint,
    kind: device.kind ?? 'device',
    ...(device.isRemote ? {} : { ip: request?.address ?? null, userAgent: request?.userAgent ?? null }),
    ...(device.name === undefined ? {} : { name: device.name }),
    ...(device.appVersion === undefined ? {} : { appVersion: device.appVersion }),
    ...(device.data === undefined ? {} : { deviceData: device.data }),
  };
}

const BORROWING = borrowingDevices('$1', '$4');

// Devices that have borrowed a session are last: they cannot be seen.
const EVICT = `
  UPDATE activations SET deactivated_at = $4
  WHERE license_id = $1 AND deactivated_at IS NULL AND ((last_seen_at < $3 AND id <> ALL (${BORROWING})) OR id IN (
    SELECT id FROM activations WHERE license_id = $1 AND deactivated_at IS NULL
    ORDER BY id = ANY (${BORROWING}), last_seen_at, id LIMIT $2
  ))
  RETURNING id
`;
