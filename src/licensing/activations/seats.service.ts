import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Clock } from '../../common/clock';
import { currentRequest } from '../../common/http/request-context';
import { type ChangeRecord, UnitOfWork } from '../../platform/database/unit-of-work';
import { normalizeDomain } from '../licenses/domains';
import { eventPayload } from '../licenses/event-payload';
import { License } from '../licenses/license.entity';
import { ActiveSessionsService } from '../license-sessions/active-sessions.service';
import { Activation } from './activation.entity';
import { activationId } from './activation-id';
import type { LicenseContext, VerificationRequest } from '../verifications/evaluate';
import type { Device } from './device';
import { deadBefore } from '../verifications/license-context.loader';
import { crossedThreshold, type UsageThreshold } from './usage-threshold';
import type { EventName } from '../../platform/records/event-catalogue';

const DAY = 86_400_000;

type SeatRequest = Pick<VerificationRequest, 'domain' | 'exactDomains'>;

/** Allocates and releases seats. The caller holds the license's row lock, which keeps the seat count valid. */
@Injectable()
export class SeatsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly sessions: ActiveSessionsService,
    private readonly clock: Clock,
  ) {}

  /** Call after `evaluate` allowed it. Reuses the device's row if it has one. */
  allocate(context: LicenseContext, device: Device, request: SeatRequest): Promise<LicenseContext> {
    return this.seat(context, describe(device), request);
  }

  /** Like `allocate`, for a known device that is not the caller: its description is unchanged. */
  reactivate(context: LicenseContext, request: SeatRequest): Promise<LicenseContext> {
    return this.seat(context, {}, request);
  }

  /** Updates the description of an active device. */
  async touch(context: LicenseContext, activation: Activation, device: Device): Promise<LicenseContext> {
    return {
      ...context,
      activation: await this.change(activation, { ...describe(device), lastSeenAt: this.clock.now() }),
    };
  }

  async release(license: License, activation: Activation): Promise<Activation> {
    await this.releaseAll(license, [activation]);
    return activation;
  }

  /** The number of statements does not depend on the number of activations. */
  async releaseAll(license: License, activations: readonly Activation[]): Promise<void> {
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
  ): Promise<LicenseContext> {
    const { manager } = this.work;
    const now = this.clock.now();
    const evicted = await this.evict(context, now);
    const columns = { ...description, activatedAt: now, lastSeenAt: now, deactivatedAt: null };
    const activation = context.activation
      ? await this.change(context.activation, columns)
      : await manager.save(manager.create(Activation, { licenseId: context.license.id, ...columns }));
    await this.startTerm(context.license, firstDomainOf(context, request), now);
    const seated = { ...context, activation, seatsTaken: context.seatsTaken - evicted + 1 };
    await this.work.record([
      this.changeRecord('license.activated', context.license, activation),
      ...thresholdsCrossed(context, evicted).map((crossed) => this.thresholdRecord(context.license, crossed)),
    ]);
    return seated;
  }

  // Writes these columns only: a check increments its count without the license's row lock.
  private async change(activation: Activation, change: Partial<Activation>): Promise<Activation> {
    await this.work.manager.update(Activation, { id: activation.id }, change);
    return Object.assign(activation, change);
  }

  /** Releases dead seats, then the least recently seen ones, as the policy allows. */
  private async evict({ license, behavior, seatsTaken }: LicenseContext, now: Date): Promise<number> {
    if (license.maxActivations === null || seatsTaken < license.maxActivations) {
      return 0;
    }
    const [rows] = await this.work.manager.query<[{ id: number }[], number]>(EVICT, [
      license.id,
      behavior.whenFull === 'deactivate_oldest' ? seatsTaken - license.maxActivations + 1 : 0,
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

  private changeRecord(event: EventName, license: License, activation: Activation): ChangeRecord {
    const payload = { ...eventPayload(license), activation_id: activationId(activation) };
    return this.work.changeRecord(event, license, null, this.work.snapshot(activation), payload);
  }

  private thresholdRecord(license: License, crossed: UsageThreshold): ChangeRecord {
    return this.work.changeRecord('license.usage_threshold', license, null, null, {
      ...eventPayload(license),
      ...crossed,
    });
  }

  private async startTerm(license: License, firstDomain: string | null, now: Date): Promise<void> {
    const change: Partial<Pick<License, 'firstActivatedAt' | 'expiresAt' | 'allowedDomains'>> = {};
    if (license.firstActivatedAt === null) {
      change.firstActivatedAt = now;
    }
    if (
      license.firstActivatedAt === null &&
      license.expiryBasis === 'first_activation' &&
      license.durationDays !== null
    ) {
      change.expiresAt = new Date(now.getTime() + license.durationDays * DAY);
    }
    if (firstDomain !== null) {
      change.allowedDomains = [firstDomain];
    }
    if (Object.keys(change).length > 0) {
      Object.assign(license, change);
      await this.work.manager.update(License, { id: license.id }, change);
    }
  }
}

/** By one more seat, after some were released; a device without a row is also one more use. */
function thresholdsCrossed(context: LicenseContext, evicted: number): UsageThreshold[] {
  const { license, seatsTaken, usesTaken, activation } = context;
  const seats = seatsTaken - evicted;
  const uses = usesTaken + (activation ? 0 : 1);
  return [
    // Evicting a seat for another one does not change the usage.
    crossedThreshold('seats', license.maxActivations, seatsTaken, seats + 1),
    crossedThreshold('uses', license.usesLimit, usesTaken, uses),
  ].filter((crossed) => crossed !== null);
}

function firstDomainOf(
  { license, behavior }: LicenseContext,
  { domain = '', exactDomains }: Pick<VerificationRequest, 'domain' | 'exactDomains'>,
): string | null {
  return behavior.addFirstDomain && license.allowedDomains.length === 0
    ? normalizeDomain(domain, { keepWww: exactDomains })
    : null;
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

const EVICT = `
  UPDATE activations SET deactivated_at = $4
  WHERE license_id = $1 AND deactivated_at IS NULL AND (last_seen_at < $3 OR id IN (
    SELECT id FROM activations WHERE license_id = $1 AND deactivated_at IS NULL ORDER BY last_seen_at, id LIMIT $2
  ))
  RETURNING id
`;
