import type { Environment } from '../generated/native';
import type { LicenseWarning } from './device';
import type { KnownTime } from './known-time';
import type { LicenseServer } from './license-server';
import type { LicenseMemory } from './memory';
import type { EntitlementTypes, ProgramLicenseState } from './state';
import type { SeatPlace } from './seat-wait';
import type { SetTimer } from './timers';
import type { Verifier } from './verifier';

export interface LicenseEvents<Types extends object = EntitlementTypes> {
  /** The state is another. Closing the license changes nothing. */
  change: ProgramLicenseState<Types>;
  /** The place in the waiting line for a floating seat; undefined once the program does not wait any more. */
  place: SeatPlace | undefined;
  /** Something went wrong, also in the background: a KeywardError, or what a store has thrown. The state says what follows from it. */
  error: Error;
}

export interface LicenseDependencies {
  readonly product: string;
  readonly fingerprint: string;
  readonly environment: Environment | undefined;
  readonly warnings: readonly LicenseWarning[];
  /** Adds a warning, and logs it, unless there is one of its code. */
  readonly warn: (warning: LicenseWarning) => void;
  /** Version of the program. */
  readonly appVersion: string | undefined;
  /** Given by the program rather than typed by its user. */
  readonly licenseKey: string | undefined;
  readonly isFloating: boolean;
  /** In milliseconds. */
  readonly longestGrace: number;
  readonly memory: LicenseMemory;
  readonly server: LicenseServer;
  readonly verifier: Verifier;
  readonly time: KnownTime;
  readonly setTimer: SetTimer;
  /** In milliseconds: how long the start and the end of the program wait for a check that is due. */
  readonly openWaitMs: number;
  readonly closeWaitMs: number;
  /** In milliseconds: how long the start waits for a floating seat. */
  readonly seatWaitMs: number;
  readonly abort: AbortController;
}
