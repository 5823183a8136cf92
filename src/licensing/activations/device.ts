import type { ActivationKind } from './activation.entity';

/** A device or domain as it presents itself. */
export interface Device {
  readonly fingerprint: string;
  readonly kind?: ActivationKind;
  readonly name?: string;
  readonly appVersion?: string;
  readonly data?: object;
}
