import type { Behavior } from '../../catalog/policies/behavior';
import type { Product } from '../../catalog/products/product.entity';
import type { Customer } from '../../customers/customers/customer.entity';
import { Activation } from '../../licenses/activations/activation.entity';
import { License } from '../../licenses/licenses/license.entity';
import { withoutPools } from '../../licenses/licenses/relay-pools';
import type { Blacklist } from '../rules/blacklist';
import type { CheckedCustomer, CheckedProduct, ShownMetadata } from '../rules/checked-license';
import type { Countries } from '../rules/country-rules';
import type { LicenseContext } from '../rules/license-context';
import type { LicenseColumn } from './license-context.query';
import { behaviorOf } from '../rules/stored-behavior';

/** The columns of an activation that a check reads; null if the device has none. */
export interface DeviceRow extends Omit<
  Activation,
  | 'id'
  | 'uid'
  | 'licenseId'
  | 'license'
  | 'productId'
  | 'product'
  | 'fingerprint'
  | 'isActive'
  | 'diskGb'
  | 'metadata'
  | 'recordedColumns'
> {
  readonly activationId: number | null;
  readonly activationUid: string;
}

/** A row of `FIND_CONTEXTS`. */
export interface ContextRow
  extends
    Pick<License, LicenseColumn>,
    Pick<LicenseContext, 'seatProductId' | 'seatsTaken' | 'seatsExpired' | 'usesTaken'>,
    DeviceRow {
  readonly position: number;
  readonly licenseVersion: string;
  readonly policyVersion: string;
  readonly productVersion: string;
  readonly customerVersion: string | null;
  readonly checkedProductId: number;
  readonly productReference: string;
  readonly isProductActive: boolean;
  readonly updatesNeedLicense: boolean;
  readonly upgradeUrl: string | null;
  readonly showsCustomer: boolean;
  readonly signingAlg: CheckedProduct['signingAlg'];
  readonly shownMetadata: ShownMetadata | null;
  readonly behavior: string;
  /** Null if the product has no free hosts of its own. */
  readonly productFreeHosts: string[] | null;
  readonly customerName: string;
  readonly customerReference: string;
  readonly customerEmail: string | null;
  readonly customerCompany: string | null;
  readonly hasUnseated: boolean | null;
  readonly knownFingerprint: string | null;
  readonly componentsChanged: boolean | null;
  readonly latestVersion: string | null;
  readonly versionReleasedAt: string | null;
  readonly meters: LicenseContext['meters'] | null;
  readonly sessionsRunning: number | null;
  readonly users: LicenseContext['users'];
  readonly boundTo: string | null;
  /** Only read if a call of the batch names scopes. */
  readonly mismatches?: LicenseContext['mismatches'];
  readonly wasActivated: boolean | null;
  readonly reservedId: number | null;
}

/** Rules that apply to all licenses. */
export interface CommonRules {
  readonly blacklist: Blacklist;
  readonly countries: Countries;
}

export function toContext(row: ContextRow, fingerprint: string | null, rules: CommonRules, now: Date): LicenseContext {
  const { seatsTaken, seatsExpired, usesTaken, boundTo, latestVersion, versionReleasedAt, wasActivated, reservedId } =
    row;
  const product = productOf(row);
  const customer = customerOf(row);
  return {
    license: new ReadLicense(row, product, customer, now),
    product,
    behavior: withFreeHosts(behaviorOf(row.behavior, row.policyOverrides), row.productFreeHosts),
    activation: activationOf(row, row.knownFingerprint ?? fingerprint, row.id, row.seatProductId),
    seatProductId: row.seatProductId,
    seatsTaken: row.users?.seats?.taken ?? seatsTaken,
    seatsExpired: row.users?.seats?.expired ?? seatsExpired,
    hasUnseated: row.hasUnseated ?? false,
    componentsChanged: row.componentsChanged ?? false,
    usesTaken,
    boundElsewhere: boundTo !== null,
    boundTo: boundTo || null,
    ...rules,
    customer,
    latestVersion,
    versionReleasedAt,
    meters: row.meters ?? [],
    sessionsRunning: row.sessionsRunning,
    users: row.users,
    mismatches: row.mismatches,
    wasActivated,
    reservedId,
  };
}

/** The lists of product and policy hold together. */
function withFreeHosts(behavior: Behavior, ofProduct: string[] | null): Behavior {
  return ofProduct ? { ...behavior, freeHosts: [...behavior.freeHosts, ...ofProduct] } : behavior;
}

function productOf({
  checkedProductId: id,
  productReference,
  isProductActive,
  updatesNeedLicense,
  upgradeUrl,
  showsCustomer,
  signingAlg,
}: ContextRow): CheckedProduct {
  return {
    id,
    reference: productReference,
    isActive: isProductActive,
    updatesNeedLicense,
    upgradeUrl,
    showsCustomer,
    signingAlg,
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

/**
 * The constructor names each property: an object has room for those that its constructor assigns, and is copied again and again
 * while others are added.
 */
class ReadLicense extends License {
  readonly shownMetadata: ShownMetadata | null;

  constructor(row: ContextRow, product: CheckedProduct, customer: CheckedCustomer | null, now: Date) {
    super();
    this.id = row.id;
    this.uid = row.uid;
    this.key = row.key;
    this.productId = row.productId;
    this.productIds = row.productIds;
    this.customerId = row.customerId;
    this.groupId = row.groupId;
    this.policyOverrides = row.policyOverrides;
    this.disabledAt = row.disabledAt;
    this.blockedAt = row.blockedAt;
    this.revokedAt = row.revokedAt;
    this.startsAt = row.startsAt;
    this.expiresAt = row.expiresAt;
    this.expiryBasis = row.expiryBasis;
    this.durationDays = row.durationDays;
    this.durationMonths = row.durationMonths;
    this.updatesUntil = row.updatesUntil;
    this.supportUntil = row.supportUntil;
    // Relays take seats of the first product: those of others are counted apart.
    this.maxActivations =
      row.seatProductId === null
        ? withoutPools(row.maxActivations, row.relayPools, 'activations', now)
        : row.maxActivations;
    this.maxUsers = row.maxUsers;
    this.maxSessions = withoutPools(row.maxSessions, row.relayPools, 'sessions', now);
    this.usesLimit = row.usesLimit;
    this.relayPools = row.relayPools;
    this.features = row.features;
    this.effectiveGrants = row.effectiveGrants;
    this.allowedDomains = row.allowedDomains;
    this.allowedIps = row.allowedIps;
    this.restrictedToEmail = row.restrictedToEmail;
    this.restrictedToClientName = row.restrictedToClientName;
    this.description = row.description;
    this.firstActivatedAt = row.firstActivatedAt;
    this.termStartedAt = row.termStartedAt;
    this.checkedInAt = row.checkedInAt;
    this.createdAt = row.createdAt;
    this.shownMetadata = row.shownMetadata;
    // The part of them that a check reads.
    this.product = product as Product;
    this.customer = customer as Customer | null;
  }
}
// Records find the table of a row by it.
ReadLicense.prototype.constructor = License;

export function activationOf(
  row: DeviceRow,
  fingerprint: string | null,
  licenseId: number,
  productId: number | null,
): Activation | null {
  if (row.activationId === null || fingerprint === null) {
    return null;
  }
  const activation = new Activation();
  activation.id = row.activationId;
  activation.uid = row.activationUid;
  activation.licenseId = licenseId;
  activation.productId = productId;
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
