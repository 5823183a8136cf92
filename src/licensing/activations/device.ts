import type { ActivationKind } from './activation.entity';

/** A device or domain as sent in a request. */
export interface Device {
  readonly fingerprint: string;
  readonly kind?: ActivationKind;
  readonly name?: string;
  readonly appVersion?: string;
  readonly data?: object;
}
