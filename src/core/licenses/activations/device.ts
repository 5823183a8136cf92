import type { ActivationKind } from './activation.entity';
import type { DeviceFacts } from './device-rules';

/** A device or domain as sent in a request. */
export interface Device extends DeviceFacts {
  readonly fingerprint: string;
  /** UUID of a new activation; random by default. */
  readonly uid?: string;
  readonly kind?: ActivationKind;
  readonly name?: string;
  readonly appVersion?: string;
  readonly data?: object;
  /** Hashes of its parts, sorted. */
  readonly components?: readonly string[];
  /** Names of its parts, in the order of the hashes. */
  readonly componentNames?: readonly string[];
  /** Named by an admin: the address and the user agent of the request are not the device's. */
  readonly isRemote?: boolean;
}
