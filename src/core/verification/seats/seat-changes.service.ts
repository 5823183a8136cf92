import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Calendar } from '../../common/calendar';
import { Clock } from '../../common/clock';
import { defined } from '../../common/fields/fields-of';
import { currentRequest } from '../../common/http/request-context';
import { databaseJson } from '../../platform/database/prepared-statement';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { type ChangeRecord, difference, type Snapshot } from '../../platform/database/change-record';
import type { EventName } from '../../platform/records/event-catalogue';
import { eventPayload, type LicenseIdentity, licenseRecord } from '../../licenses/licenses/event-payload';
import type { LicenseContext } from '../rules/license-context';
import { type VerificationEntry, VerificationLogService } from '../log/verification-log.service';
import { addedSeats } from '../rules/seat-rules';
import { Activation } from '../../licenses/activations/activation.entity';
import { activationId } from '../../licenses/activations/activation-id';
import type { Device } from '../../licenses/activations/device';
import { type DeviceFacts, needsSeat, takesUse } from '../../licenses/activations/device-rules';
import { WRITE_SEATS } from './seat-statements';
import { type SeatRequest, termColumns, termOf } from './seat-term';
import { thresholdsCrossed, type UsageThreshold } from './usage-threshold';

/** The context after the device got its seat. */
export interface SeatedContext extends LicenseContext {
  readonly activation: Activation;
}

/** A seat that a device requests, and its description of itself. */
export interface SeatOrder {
  readonly facts: DeviceFacts;
  readonly description: Partial<Activation>;
  readonly request: SeatRequest;
}

/** A seat to be written, with everything that is written in the same statement. */
export interface SeatChange {
  readonly seated: SeatedContext;
  /** Changed columns, or all columns of a new row. */
  readonly columns: Snapshot;
  readonly isNew: boolean;
  readonly term: Snapshot;
  readonly records: readonly ChangeRecord[];
}

/** Prepares seats, and writes those of several licenses at once. The caller holds the licenses' row locks. */
@Injectable()
export class SeatChangesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly log: VerificationLogService,
    private readonly calendar: Calendar,
    private readonly clock: Clock,
  ) {}

  /** @param evicted number of seats released for this one */
  allocate(context: LicenseContext, { facts, description, request }: SeatOrder, evicted = 0): SeatChange {
    const now = this.clock.now();
    const { license } = context;
    const takesSeat = needsSeat(context, facts);
    const added = addedSeats(context, facts, request);
    const set = { ...description, activatedAt: now, lastSeenAt: now, deactivatedAt: null, takesSeat };
    const isNew = context.activation === null;
    const uses = isNew && takesUse(context, facts) ? 1 : 0;
    const activation = context.activation ?? newActivation(context, set);
    const columns = isNew ? this.work.snapshot(activation) : this.change(activation, set);
    const term = termOf(context, request, now, this.calendar);
    const isFirst = license.firstActivatedAt === null && context.wasActivated !== true;
    Object.assign(license, term);
    const records = [
      this.changeRecord('license.activated', license, activation),
      ...(isFirst ? [this.changeRecord('license.first_activated', license, activation)] : []),
      ...(term.expiresAt === undefined ? [] : [termRecord(license, term.expiresAt)]),
      ...thresholdsCrossed(context, { evicted, added, uses }).map((crossed) => this.thresholdRecord(license, crossed)),
    ];
    const seated = { ...context, activation, seatsTaken: context.seatsTaken - evicted + added };
    return { seated, columns, isNew, term: termColumns(term), records };
  }

  /** Updates the description of an active device, which may have to give its seat back because of it. */
  touch(context: LicenseContext, activation: Activation, device: Device): SeatChange {
    const had = activation.takesSeat;
    const lastSeenAt = this.clock.now();
    const set = { ...describe(device, activation), lastSeenAt, takesSeat: needsSeat(context, device) };
    const columns = this.change(activation, set);
    const returned = had && !activation.takesSeat ? 1 : 0;
    const seated = { ...context, activation, seatsTaken: context.seatsTaken - returned };
    return { seated, columns, isNew: false, term: {}, records: [] };
  }

  /** @param entries are logged in the same statement, also those of refusals */
  async write(changes: readonly SeatChange[], entries: readonly VerificationEntry[]): Promise<void> {
    const values = [
      databaseJson(changes.filter(({ isNew }) => isNew).map(({ columns }) => columns)),
      databaseJson(changes.filter(({ isNew }) => !isNew).map(toColumnsById)),
      databaseJson(changes.flatMap(({ seated, term }) => toTermById(seated, term))),
      this.work.recordRows(changes.flatMap(({ records }) => records)),
    ];
    await this.log.query(WRITE_SEATS, values, entries);
    entries.forEach((entry) => {
      this.log.countCall(entry);
    });
  }

  /** Returns the changed columns: a check or an admin may change others without the license's row lock. */
  change(activation: Activation, change: Partial<Activation>): Snapshot {
    const before = this.work.snapshot(activation);
    return difference(before, this.work.snapshot(Object.assign(activation, change))).after;
  }

  changeRecord(event: EventName, license: LicenseIdentity, activation: Activation): ChangeRecord {
    const payload = { ...eventPayload(license), activation_id: activationId(activation) };
    return this.work.changeRecord(event, license, null, this.work.snapshot(activation), payload);
  }

  private thresholdRecord(license: LicenseIdentity, crossed: UsageThreshold): ChangeRecord {
    return licenseRecord('license.usage_threshold', license, { ...crossed });
  }
}

/** A term that the activation started. */
function termRecord(license: LicenseIdentity, to: Date | null): ChangeRecord {
  return licenseRecord('license.expiry_changed', license, { from: null, to, cause: 'license.activated' });
}

const toColumnsById = ({ seated, columns }: SeatChange) => ({ id: seated.activation.id, columns });

const toTermById = ({ license }: LicenseContext, columns: Snapshot) =>
  Object.keys(columns).length > 0 ? { id: license.id, columns } : [];

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
    metadata: {},
    environment: null,
    cores: null,
    memoryMb: null,
    diskGb: null,
    checkCount: 0,
    ...columns,
  });
}

/** Left as it was where a program reports nothing. */
const reportedOf = ({ name, appVersion, data, environment, cores, memoryMb, diskGb }: Device) => ({
  name,
  appVersion,
  deviceData: data,
  environment,
  cores,
  memoryMb,
  diskGb,
});

/** A device that is known by its components keeps the fingerprint with which it activated first. */
export function describe(device: Device, known: Activation | null): Partial<Activation> {
  const request = currentRequest();
  return {
    fingerprint: known?.fingerprint ?? device.fingerprint,
    kind: device.kind ?? 'device',
    ...(known === null && device.uid !== undefined && { uid: device.uid }),
    ...(device.isRemote ? {} : { ip: request?.address ?? null, userAgent: request?.userAgent ?? null }),
    ...defined(reportedOf(device)),
  };
}
