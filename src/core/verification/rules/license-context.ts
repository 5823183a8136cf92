import type { Behavior } from '../../catalog/policies/behavior';
import type { Activation } from '../../licenses/activations/activation.entity';
import type { DeviceFacts } from '../../licenses/activations/device-rules';
import type { LicenseSizes } from '../../licenses/activations/device-size';
import type { CurrentBalance } from './current-balance';
import type { LicenseUsers } from './user-rules';
import type { Blacklist } from './blacklist';
import type { CheckedCustomer, CheckedLicense, CheckedProduct } from './checked-license';
import type { Countries } from './country-rules';

/** A scope that a call names and that is not the license's, or not published. */
export type Mismatch = 'policy' | 'group' | 'customer' | 'checksum';

/** Stored state of a license and of the requesting device. */
export interface LicenseContext {
  readonly license: CheckedLicense;
  /** The key of the license, if the caller sent a retired one, which `license` then shows. */
  readonly currentKey?: string;
  /** The product that the call is about; the first of a bundle if it names none. */
  readonly product: CheckedProduct;
  readonly behavior: Behavior;
  /** The device's activation, active or not. */
  readonly activation: Activation | null;
  /** Product whose seats count alone; null counts those of the first product or of all. */
  readonly seatProductId: number | null;
  /** Active activations that take a seat, including the device's own. Of a check that does not show them, maybe only that one. */
  readonly seatsTaken: number;
  /** Number of those that have timed out and can be released to another device. */
  readonly seatsExpired: number;
  /** Some device without a seat is active; only read if no seat is taken. */
  readonly hasUnseated?: boolean;
  /** A limit of seats is only reported: it is exceeded, and no seat is released for it. */
  readonly exceedsSeats?: boolean;
  /** Distinct devices that ever activated. */
  readonly usesTaken: number;
  /** The device is active on another license of the product, policy, customer or group, within which it is unique. */
  readonly boundElsewhere: boolean;
  /** UUID of that license; null if the caller's API key is for other products. Programs are not told. */
  readonly boundTo?: string | null;
  readonly blacklist: Blacklist;
  /** Null without a country database. */
  readonly countries: Countries;
  readonly customer: CheckedCustomer | null;
  /** The policy recognizes devices by their components, and the device reported others than before. */
  readonly componentsChanged?: boolean;
  /** The requesting address or domain had too many refused activations recently. */
  readonly isThrottled?: boolean;
  /** No more deactivations by programs are allowed now. */
  readonly transfersExhausted?: boolean;
  /** Latest version of the product; null if none is published, undefined if not read. */
  readonly latestVersion?: string | null;
  /** Earliest release date of the version that the request names; null if it is not published or does not matter. */
  readonly versionReleasedAt?: string | null;
  /** Meters in their current periods; empty if not read. */
  readonly meters?: readonly CurrentBalance[];
  /** Active sessions; null if the license has no maximum or they were not counted. */
  readonly sessionsRunning?: number | null;
  /** Users of the license; null or undefined if not read. */
  readonly users?: LicenseUsers | null;
  /** The scopes named by the call that do not fit; undefined if it names none. */
  readonly mismatches?: readonly Mismatch[];
  /** Active hosts without a seat, other than local domains; undefined if not read. */
  readonly freeHosts?: number;
  /** Sizes of the other active devices; undefined if they do not matter. */
  readonly sizes?: LicenseSizes;
  /** Seats and users that are left in the license's group; null for unlimited, undefined if not read. */
  readonly groupSeatsLeft?: number | null;
  readonly groupUsersLeft?: number | null;
  /** Some device was activated before; null if that is known otherwise, undefined if not read. */
  readonly wasActivated?: boolean | null;
  /** Id for a new activation, if the device has none; undefined if not read. */
  readonly reservedId?: number | null;
}

/** A request to evaluate; omitted fields are not checked. */
export interface VerificationRequest extends DeviceFacts {
  /** `bind` is a check that takes a free seat, `download` requests a version's file. */
  readonly operation: 'check' | 'bind' | 'activate' | 'download';
  readonly fingerprint?: string;
  /** Without a fingerprint: require that any device is active. */
  readonly anyDevice?: boolean;
  /** Activation id that the device received. */
  readonly activationId?: number;
  /** Fingerprint of the device for which the presented license data was issued. */
  readonly boundFingerprint?: string;
  /** Reference of the product. */
  readonly product?: string;
  readonly domain?: string;
  /** `www.example.com` and `example.com` are different domains. */
  readonly exactDomains?: boolean;
  /** Compared with the license's allowed addresses; an API may let the caller state it. */
  readonly address?: string | null;
  /** Actual address of the caller, if known. */
  readonly caller?: string | null;
  /** Version of the program. */
  readonly version?: string;
  /**
   * Release date of the version to download; null if the program asks which versions it may have. If undefined, a download is
   * refused once the license's updates have ended.
   */
  readonly releasedAt?: string | null;
  /** Platform of the program. */
  readonly platform?: string;
  /** Release channel of the program. */
  readonly channel?: string;
  /** UUID or name of the policy that the license must have. */
  readonly policy?: string;
  /** UUID or name of the group in which the license must be. */
  readonly group?: string;
  /** UUID, reference or e-mail of the customer who must own the license. */
  readonly customer?: string;
  /** SHA-256 of the program's file, in lower-case hex, which must be published for the product. */
  readonly checksum?: string;
  /** Codes of entitlements that the license must have. */
  readonly entitlements?: readonly string[];
  readonly clientName?: string;
  /** User of the program, as stored: an e-mail in lower case or an external id. */
  readonly user?: string;
  /** An unknown user is assigned to the license, if the policy says so. */
  readonly assignsUser?: boolean;
  /** Number of users at the program now. */
  readonly currentUsers?: number;
  readonly email?: string;
  /** E-mail, in lower case, that claims the license by activating it. A license in use cannot be claimed by another. */
  readonly activatingEmail?: string;
  /** Pattern of descriptions that reserve a license for the e-mail in its first group. Compared with `activatingEmail`. */
  readonly reservation?: RegExp;
}
