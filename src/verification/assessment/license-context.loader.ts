import { Injectable } from '@nestjs/common';
import type { Behavior } from '../../catalog/policies/behavior';
import { versionParts } from '../../catalog/versions/version-order';
import { Calendar } from '../../common/calendar';
import { productScope } from '../../identity/permissions/caller';
import { CountryDatabaseService } from '../../platform/countries/country-database.service';
import { BatchDatabase } from '../../platform/database/batch-database';
import type { Batcher } from '../../platform/database/batcher';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { Activation } from '../../licenses/activations/activation.entity';
import { checkQueueKey } from '../../licenses/licenses/license-queue-keys';
import { License } from '../../licenses/licenses/license.entity';
import type { Blacklist } from '../rules/blacklist';
import { BlacklistsService } from './blacklists.service';
import type { CheckedCustomer, CheckedLicense, CheckedProduct, PublicMetadata } from '../rules/checked-license';
import { type Countries, hasCountryRule } from '../rules/country-rules';
import type { LicenseContext } from '../rules/license-context';
import { type ContextLookup, FIND_CONTEXTS, type LicenseColumn, LOOKUPS } from './license-context.query';
import { behaviorOf } from '../rules/stored-behavior';
import { applyRestrictedAccess } from '../rules/restricted-access';
import { isStorable } from '../log/storable';

/** A row of `FIND_CONTEXTS`. The columns of the activation are null if the device has none. */
interface ContextRow
  extends
    Pick<License, LicenseColumn>,
    Pick<LicenseContext, 'seatProductId' | 'seatsTaken' | 'seatsExpired' | 'usesTaken' | 'boundElsewhere'>,
    Omit<Activation, 'id' | 'uid' | 'licenseId' | 'license' | 'productId' | 'product' | 'fingerprint' | 'isActive'> {
  readonly position: number;
  readonly checkedProductId: number;
  readonly productReference: string;
  readonly isProductActive: boolean;
  readonly updatesNeedLicense: boolean;
  readonly upgradeUrl: string | null;
  readonly showsCustomer: boolean;
  readonly productMetadata: PublicMetadata;
  readonly licenseMetadata: PublicMetadata;
  readonly behavior: string;
  readonly customerName: string;
  readonly customerReference: string;
  readonly customerEmail: string | null;
  readonly customerCompany: string | null;
  readonly activationId: number | null;
  readonly activationUid: string;
  readonly hasUnseated: boolean | null;
  readonly knownFingerprint: string | null;
  readonly componentsChanged: boolean | null;
  readonly latestVersion: string | null;
  readonly versionReleasedAt: string | null;
  readonly meters: LicenseContext['meters'] | null;
  readonly sessionsRunning: number | null;
  readonly users: LicenseContext['users'];
  readonly wasActivated: boolean | null;
  readonly reservedId: number | null;
}

export interface ContextOptions {
  /** Reference of the product that the call names. */
  readonly product?: string;
  /** Version of the program. */
  readonly version?: string;
  /** User of the program, as stored. */
  readonly user?: string;
  /** Read the latest version of the product. */
  readonly withLatestVersion?: boolean;
  /** Reserve an id, for a device that may activate, and read whether it is the first. */
  readonly reserveId?: boolean;
  /** Read the license's meters. */
  readonly withMeters?: boolean;
  /** Count the sessions that run, if the license has a maximum. */
  readonly withSessions?: boolean;
  /** Hashes of the device's components, sorted. */
  readonly components?: readonly string[];
  /** False if it is enough to know the seat of the device, if it has one. */
  readonly withSeats?: boolean;
}

/** Loads the state that `evaluate` needs. A product-scoped API key finds only its products' licenses. */
@Injectable()
export class LicenseContextLoader {
  private readonly batcher: Batcher<ContextLookup, LicenseContext | null>;

  constructor(
    private readonly work: UnitOfWork,
    private readonly blacklists: BlacklistsService,
    private readonly countries: CountryDatabaseService,
    private readonly calendar: Calendar,
    batches: BatchDatabase,
  ) {
    this.batcher = batches.batcher(
      'lookup',
      async (lookups) => this.contextsOf(lookups, await batches.read(FIND_CONTEXTS, LOOKUPS.values(lookups))),
      (lookup) => this.work.runQueued(checkQueueKey(lookup.key), () => this.read(lookup)),
    );
  }

  /** In the transaction, if there is one, or in a batch. What was committed before the call is seen. */
  find(
    key: string,
    fingerprint: string | undefined,
    now: Date,
    options: ContextOptions = {},
  ): Promise<LicenseContext | null> {
    const lookup = this.lookup(key, fingerprint, now, options);
    return this.work.isRunning || !isStorable(lookup) ? this.read(lookup) : this.batcher.add(lookup);
  }

  /** Like `find`, for several calls of one transaction, in their order. */
  async findEach(lookups: readonly ContextLookup[]): Promise<(LicenseContext | null)[]> {
    return this.contextsOf(lookups, await this.work.query<ContextRow>(FIND_CONTEXTS, LOOKUPS.values(lookups)));
  }

  /** Parameters of `find`, within the scope of the caller. */
  lookup(
    key: string,
    fingerprint: string | undefined,
    now: Date,
    {
      product,
      version,
      user,
      components,
      withLatestVersion = false,
      reserveId = false,
      withMeters = false,
      withSessions = false,
      withSeats = true,
    }: ContextOptions = {},
  ): ContextLookup {
    const scope = productScope();
    return {
      key,
      fingerprint: fingerprint ?? null,
      product_ids: scope === undefined ? null : `{${scope.join()}}`,
      product: product ?? null,
      now,
      version: version === undefined ? null : versionParts(version).join('.'),
      latest: withLatestVersion,
      reserve: reserveId,
      meters: withMeters ? this.calendar.zone : null,
      sessions: withSessions,
      components: components === undefined ? null : `{${components.join()}}`,
      username: user ?? null,
      seats: withSeats,
    };
  }

  private async read(lookup: ContextLookup): Promise<LicenseContext | null> {
    const [context] = await this.findEach([lookup]);
    return context ?? null;
  }

  /** In the order of the lookups. */
  private contextsOf(lookups: readonly ContextLookup[], rows: readonly ContextRow[]): (LicenseContext | null)[] {
    const rules = { blacklist: this.blacklists.current(), countries: this.countries.current() };
    const found = new Map(rows.map((row) => [row.position, row]));
    return lookups.map(({ fingerprint, now }, index) => {
      const row = found.get(index + 1);
      return row ? applyRestrictedAccess(this.reported(toContext(row, fingerprint, rules)), now) : null;
    });
  }

  private reported(context: LicenseContext): LicenseContext {
    if (context.countries === null && hasCountryRule(context.behavior)) {
      this.countries.reportMissing();
    }
    return context;
  }
}

/** Rules that apply to all licenses. */
interface CommonRules {
  readonly blacklist: Blacklist;
  readonly countries: Countries;
}

function toContext(row: ContextRow, fingerprint: string | null, rules: CommonRules): LicenseContext {
  const {
    seatsTaken,
    seatsExpired,
    usesTaken,
    boundElsewhere,
    latestVersion,
    versionReleasedAt,
    wasActivated,
    reservedId,
  } = row;
  const product = productOf(row);
  const customer = customerOf(row);
  return {
    license: licenseOf(row, product, customer),
    product,
    behavior: behaviorOf(row.behavior, row.policyOverrides),
    activation: activationOf(row, row.knownFingerprint ?? fingerprint),
    seatProductId: row.seatProductId,
    seatsTaken: row.users?.seats?.taken ?? seatsTaken,
    seatsExpired: row.users?.seats?.expired ?? seatsExpired,
    hasUnseated: row.hasUnseated ?? false,
    componentsChanged: row.componentsChanged ?? false,
    usesTaken,
    boundElsewhere,
    ...rules,
    customer,
    latestVersion,
    versionReleasedAt,
    meters: row.meters ?? [],
    sessionsRunning: row.sessionsRunning,
    users: row.users,
    wasActivated,
    reservedId,
  };
}

function productOf({
  checkedProductId: id,
  productReference,
  isProductActive,
  updatesNeedLicense,
  upgradeUrl,
  showsCustomer,
  productMetadata: publicMetadata,
}: ContextRow): CheckedProduct {
  return {
    id,
    reference: productReference,
    isActive: isProductActive,
    updatesNeedLicense,
    upgradeUrl,
    showsCustomer,
    publicMetadata,
  };
}

function customerOf(row: ContextRow): CheckedCustomer | null {
  return row.customerId === null
    ? null
    : {
        name: row.customerName,
        reference: row.customerReference,
        email: row.customerEmail,
        company: row.customerCompany,
      };
}

/** Names each property, because copying them in a loop takes forty times as long. */
function licenseOf(row: ContextRow, product: CheckedProduct, customer: CheckedCustomer | null): CheckedLicense {
  const license = new License();
  license.id = row.id;
  license.uid = row.uid;
  license.key = row.key;
  license.productId = row.productId;
  license.productIds = row.productIds;
  license.customerId = row.customerId;
  license.groupId = row.groupId;
  license.policyOverrides = row.policyOverrides;
  license.disabledAt = row.disabledAt;
  license.blockedAt = row.blockedAt;
  license.revokedAt = row.revokedAt;
  license.startsAt = row.startsAt;
  license.expiresAt = row.expiresAt;
  license.expiryBasis = row.expiryBasis;
  license.durationDays = row.durationDays;
  license.updatesUntil = row.updatesUntil;
  license.supportUntil = row.supportUntil;
  license.maxActivations = row.maxActivations;
  license.maxUsers = row.maxUsers;
  license.maxSessions = row.maxSessions;
  license.usesLimit = row.usesLimit;
  license.features = row.features;
  license.effectiveGrants = row.effectiveGrants;
  license.allowedDomains = row.allowedDomains;
  license.allowedIps = row.allowedIps;
  license.restrictedToEmail = row.restrictedToEmail;
  license.restrictedToClientName = row.restrictedToClientName;
  license.description = row.description;
  license.firstActivatedAt = row.firstActivatedAt;
  license.termStartedAt = row.termStartedAt;
  license.checkedInAt = row.checkedInAt;
  license.createdAt = row.createdAt;
  return Object.assign(license, { product, customer, publicMetadata: row.licenseMetadata });
}

function activationOf(row: ContextRow, fingerprint: string | null): Activation | null {
  if (row.activationId === null || fingerprint === null) {
    return null;
  }
  const activation = new Activation();
  activation.id = row.activationId;
  activation.uid = row.activationUid;
  activation.licenseId = row.id;
  activation.productId = row.seatProductId;
  activation.fingerprint = fingerprint;
  activation.kind = row.kind;
  activation.name = row.name;
  activation.appVersion = row.appVersion;
  activation.ip = row.ip;
  activation.userAgent = row.userAgent;
  activation.deviceData = row.deviceData;
  activation.environment = row.environment;
  activation.cores = row.cores;
  activation.memoryMb = row.memoryMb;
  activation.takesSeat = row.takesSeat;
  activation.activatedAt = row.activatedAt;
  activation.lastSeenAt = row.lastSeenAt;
  activation.checkCount = row.checkCount;
  activation.deactivatedAt = row.deactivatedAt;
  return activation;
}

/** Seats last seen before this instant are dead; null if the policy releases none. */
export function deadBefore({ deadSeats, heartbeatTimeout }: Behavior, now: Date): Date | null {
  return deadSeats === 'release' && heartbeatTimeout !== null
    ? new Date(now.getTime() - heartbeatTimeout * 1000)
    : null;
}

/**
 * The license shows the key that was sent: who has only a retired key must not learn the current one.
 * @param key as sent
 */
export function withPresentedKey(key: string, context: LicenseContext): LicenseContext {
  const { license } = context;
  const currentKey = license.key;
  return key === currentKey ? context : { ...context, license: Object.assign(license, { key }), currentKey };
}
