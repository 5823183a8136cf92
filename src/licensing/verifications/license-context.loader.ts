import { Injectable } from '@nestjs/common';
import type { Behavior } from '../../catalog/policies/policy.entity';
import { versionParts } from '../../catalog/versions/version-order';
import { Calendar } from '../../common/calendar';
import { productScope } from '../../identity/permissions/caller';
import { BatchDatabase } from '../../platform/database/batch-database';
import type { Batcher } from '../../platform/database/batcher';
import { databaseJson } from '../../platform/database/database-json';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { Activation } from '../activations/activation.entity';
import { checksOf } from '../licenses/license-turns';
import { License } from '../licenses/license.entity';
import type { Blacklist } from './blacklist';
import { BlacklistsService } from './blacklists.service';
import type { CheckedCustomer, CheckedProduct } from './checked-license';
import type { LicenseContext } from './evaluate';
import { type ContextLookup, FIND_CONTEXTS, LICENSE_PROPERTIES, type LicenseColumn } from './license-context.query';
import { isStorable } from './storable';

/** A row of `FIND_CONTEXTS`. The columns of the activation are null if the device has none. */
interface ContextRow
  extends
    Pick<License, LicenseColumn>,
    Pick<LicenseContext, 'seatsTaken' | 'seatsExpired' | 'usesTaken' | 'boundElsewhere'>,
    Omit<Activation, 'id' | 'uid' | 'licenseId' | 'license' | 'fingerprint' | 'isActive'> {
  readonly position: number;
  readonly product: CheckedProduct;
  readonly behavior: Behavior;
  readonly customer: CheckedCustomer | null;
  readonly activationId: number | null;
  readonly activationUid: string;
  readonly latestVersion: string | null;
  readonly versionReleasedAt: string | null;
  readonly meters: LicenseContext['meters'] | null;
  readonly reservedId: number | null;
}

export interface ContextOptions {
  /** Version of the program. */
  readonly version?: string;
  /** Read the latest version of the product. */
  readonly withLatestVersion?: boolean;
  /** Reserve an id, for a device that may activate. */
  readonly reserveId?: boolean;
  /** Read the license's meters. */
  readonly withMeters?: boolean;
}

/** Loads the state that `evaluate` needs. A product-scoped API key finds only its product's licenses. */
@Injectable()
export class LicenseContextLoader {
  private readonly batcher: Batcher<ContextLookup, ContextRow | null>;

  constructor(
    private readonly work: UnitOfWork,
    private readonly blacklists: BlacklistsService,
    private readonly calendar: Calendar,
    batches: BatchDatabase,
  ) {
    this.batcher = batches.batcher(
      'lookup',
      async (lookups) => inOrder(lookups, await batches.query(FIND_CONTEXTS, [databaseJson(lookups)])),
      (lookup) => this.work.inTurn(checksOf(lookup.key), () => this.read(lookup)),
    );
  }

  /** In the transaction, if there is one, or in a batch. What was committed before the call is seen. */
  async find(
    key: string,
    fingerprint: string | undefined,
    now: Date,
    options: ContextOptions = {},
  ): Promise<LicenseContext | null> {
    // First: without the settings there is no verdict.
    const blacklist = this.blacklists.current();
    const lookup = this.lookup(key, fingerprint, now, options);
    const row = await (this.work.isRunning || !isStorable(lookup) ? this.read(lookup) : this.batcher.add(lookup));
    return row && toContext(row, lookup, blacklist);
  }

  /** Like `find`, for several calls of one transaction, in their order. */
  async findEach(lookups: readonly ContextLookup[]): Promise<(LicenseContext | null)[]> {
    const blacklist = this.blacklists.current();
    const rows = inOrder(lookups, await this.work.query<ContextRow>(FIND_CONTEXTS, [databaseJson(lookups)]));
    return lookups.map((lookup, index) => {
      const row = rows[index];
      return row ? toContext(row, lookup, blacklist) : null;
    });
  }

  /** What `find` asks for, within the scope of the caller. */
  lookup(
    key: string,
    fingerprint: string | undefined,
    now: Date,
    { version, withLatestVersion = false, reserveId = false, withMeters = false }: ContextOptions = {},
  ): ContextLookup {
    return {
      key,
      fingerprint: fingerprint ?? null,
      product_id: productScope() ?? null,
      now,
      version: version === undefined ? null : versionParts(version),
      latest: withLatestVersion,
      reserve: reserveId,
      meters: withMeters ? this.calendar.zone : null,
    };
  }

  private async read(lookup: ContextLookup): Promise<ContextRow | null> {
    const [row] = await this.work.query<ContextRow>(FIND_CONTEXTS, [databaseJson([lookup])]);
    return row ?? null;
  }
}

function inOrder(lookups: readonly ContextLookup[], rows: readonly ContextRow[]): (ContextRow | null)[] {
  const byPosition = new Map(rows.map((row) => [row.position, row]));
  return lookups.map((_, index) => byPosition.get(index + 1) ?? null);
}

function toContext(row: ContextRow, { fingerprint }: ContextLookup, blacklist: Blacklist): LicenseContext {
  const { product, behavior, customer, seatsTaken, seatsExpired, usesTaken, boundElsewhere } = row;
  return {
    license: Object.assign(licenseOf(row), { product, customer }),
    product,
    behavior: { ...behavior, ...row.policyOverrides },
    activation: activationOf(row, fingerprint),
    seatsTaken,
    seatsExpired,
    usesTaken,
    boundElsewhere,
    blacklist,
    customer,
    latestVersion: row.latestVersion,
    versionReleasedAt: row.versionReleasedAt,
    meters: row.meters ?? [],
    reservedId: row.reservedId,
  };
}

function licenseOf(row: Pick<License, LicenseColumn>): License {
  const license = new License();
  LICENSE_PROPERTIES.forEach((property) => copy(property, row, license));
  return license;
}

function copy<K extends LicenseColumn>(property: K, from: Pick<License, K>, to: Pick<License, K>): void {
  to[property] = from[property];
}

function activationOf(row: ContextRow, fingerprint: string | null): Activation | null {
  if (row.activationId === null || fingerprint === null) {
    return null;
  }
  const { kind, name, appVersion, ip, userAgent, deviceData, activatedAt, lastSeenAt, checkCount, deactivatedAt } = row;
  return Object.assign(new Activation(), {
    id: row.activationId,
    uid: row.activationUid,
    licenseId: row.id,
    fingerprint,
    kind,
    name,
    appVersion,
    ip,
    userAgent,
    deviceData,
    activatedAt,
    lastSeenAt,
    checkCount,
    deactivatedAt,
  });
}

/** Seats last seen before this instant are dead; null if the policy releases none. */
export function deadBefore({ deadSeats, heartbeatTimeout }: Behavior, now: Date): Date | null {
  return deadSeats === 'release' && heartbeatTimeout !== null
    ? new Date(now.getTime() - heartbeatTimeout * 1000)
    : null;
}
