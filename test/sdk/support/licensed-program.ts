import type { ProgramLicense } from '../../../sdk/src/license/program-license';
import { type LicenseOptions, openLicense } from '../../../sdk/src/license/open-license';
import { type LicenseStore, memoryStore } from '../../../sdk/src/license/store';
import { ManualTime } from './manual-time';
import { SigningServer } from './signing-server';

export const SECOND = 1_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;
export const YEAR = 365 * DAY;

/** A program with a store of its own, and the server of its vendor. Time stands still until `time.pass`. */
export class LicensedProgram {
  readonly time = new ManualTime();
  /** Its clock is right, whatever the program's clock says. */
  readonly server: SigningServer;
  readonly pinned: string;
  store: LicenseStore = memoryStore();
  readonly #open: ProgramLicense[] = [];

  constructor() {
    this.server = new SigningServer(this.time.trueNow);
    this.pinned = this.server.active.x;
  }

  /** Starts the program. */
  async start(options: Partial<LicenseOptions> = {}): Promise<ProgramLicense> {
    const license = await openLicense({
      baseUrl: 'http://license.example.com',
      product: 'my-program',
      keys: [this.pinned],
      store: this.store,
      device: 'desk',
      licenseKey: 'KEY-1',
      fetch: this.server.fetch,
      retries: 0,
      now: this.time.now,
      setTimer: this.time.setTimer,
      ...options,
    });
    this.#open.push(license);
    return license;
  }

  /** Ends all running programs, and starts one. */
  async restart(options: Partial<LicenseOptions> = {}): Promise<ProgramLicense> {
    await this.end();
    return this.start(options);
  }

  async end(): Promise<void> {
    await Promise.all(this.#open.splice(0).map((license) => license.close()));
  }
}

/** The reason in the error that an untrusted answer is reported as. */
export function reasonOf(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof Error && 'reason' in error.cause
    ? error.cause.reason
    : undefined;
}
