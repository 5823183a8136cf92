import { offlineRequest, randomNonce, releaseCode } from '../signed';
import type { FloatingSession } from './floating-session';
import type { LicenseEvents, LicenseMonitor, LicenseDependencies } from './monitor';
import { usageError, unusableFile } from './problems';
import type { ProgramLicenseState } from './state';
import { findUpdate, type Update } from './updates';

const SECOND = 1_000;
const AIR_GAP_NONCE = 16;

/** The license of this program on this device. `openLicense` makes one. */
export class ProgramLicense {
  readonly #parts: LicenseDependencies;
  readonly #monitor: LicenseMonitor;

  constructor(parts: LicenseDependencies, monitor: LicenseMonitor) {
    this.#parts = parts;
    this.#monitor = monitor;
  }

  /** What the program may do now. The same object as long as nothing changes. */
  get state(): ProgramLicenseState {
    return this.#monitor.state;
  }

  /** The license key that is known; undefined if the user has to type it. */
  get licenseKey(): string | undefined {
    return this.#parts.memory.licenseKey;
  }

  /** Names this device to the server. */
  get fingerprint(): string {
    return this.#parts.fingerprint;
  }

  /** What went wrong last; undefined after a good answer. */
  get lastError(): Error | undefined {
    return this.#monitor.lastError;
  }

  /** The session of a license that was opened with `floating`. */
  get session(): FloatingSession | undefined {
    return this.#monitor.sessions.own;
  }

  /** @returns a function that removes the listener */
  on<Name extends keyof LicenseEvents>(name: Name, listener: (event: LicenseEvents[Name]) => void): () => void {
    return this.#monitor.events.on(name, listener);
  }

  /**
   * Takes a seat for this device. A device that is already active keeps its seat.
   * @param licenseKey as the user typed it; by default the key that is known
   * @throws KeywardError if the server refuses, such as with `SEATS_EXHAUSTED`, or if no trusted answer arrives: the state is as
   *   before then
   */
  activate(licenseKey?: string): Promise<ProgramLicenseState> {
    return this.#monitor.runSerialized(async () => {
      const key = this.#monitor.keyOr(licenseKey);
      return this.#monitor.accept(key, await this.#parts.server.activate(key));
    });
  }

  /** Asks the server now. Resolves to the state also if nobody answers. */
  check(): Promise<ProgramLicenseState> {
    return this.#monitor.check();
  }

  /**
   * Gives up the seat of this device, as when the user moves to another one, and forgets the license key.
   * @throws KeywardError if nobody answers: the license is as before then
   */
  release(): Promise<ProgramLicenseState> {
    return this.#monitor.runSerialized(async () => {
      const key = this.#monitor.keyOr();
      await this.#monitor.sessions.end();
      await this.#parts.server.deactivate(key);
      return this.#forget();
    });
  }

  /** Takes a floating seat. Rejects with `SESSIONS_EXHAUSTED` if none is free. */
  startSession(): Promise<FloatingSession> {
    return this.#monitor.runSerialized(() => this.#monitor.sessions.start());
  }

  /** The newest version that this license may have and that is newer than the given one; null if there is none. */
  checkForUpdate(currentVersion: string): Promise<Update | null> {
    const { server, product, memory } = this.#parts;
    return findUpdate(server, { product, licenseKey: memory.licenseKey, currentVersion });
  }

  /**
   * What a device without network shows, as text or as QR code, so that an admin makes a license file for it.
   * @param licenseKey by default the key that is known
   */
  async offlineRequest(licenseKey?: string): Promise<string> {
    const key = this.#monitor.keyOr(licenseKey);
    return offlineRequest({ licenseKey: key, fingerprint: this.fingerprint, nonce: randomNonce(AIR_GAP_NONCE) });
  }

  /**
   * Uses a license file until it ends.
   * @param licenseKey by default the key that is known
   * @throws KeywardError if the file has ended, is of another device, product or key, or is not signed by the server
   */
  useFile(text: string, licenseKey?: string): Promise<ProgramLicenseState> {
    return this.#monitor.runSerialized(async () => {
      const { memory, time, verifier } = this.#parts;
      const key = this.#monitor.keyOr(licenseKey);
      const file = await verifier.file(text, verifier.subject(key)).catch(unusableFile);
      time.sawAtLeast(file.issuedAt);
      if (time.now() >= file.endsAt + SECOND) {
        throw usageError('The license file has ended');
      }
      if (memory.hasReleased(file)) {
        throw usageError('The seat of this license file was given up');
      }
      memory.useFile(key, file);
      return this.#monitor.settle();
    });
  }

  /** Gives up the license file. With the code that this returns, an admin frees the seat of the device. */
  releaseOffline(): Promise<string> {
    return this.#monitor.runSerialized(async () => {
      const { file } = this.#parts.memory;
      if (file === undefined || file.isForAnyDevice) {
        throw usageError('There is no license file of this device');
      }
      const { fingerprint } = this;
      const code = await releaseCode({ licenseKey: this.#monitor.keyOr(), fingerprint, jti: file.jti });
      await this.#forget();
      return code;
    });
  }

  /** Ends the sessions and stops the timers. If a check is due, it waits for the answer first. `state` can still be read. */
  close(): Promise<void> {
    return this.#monitor.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #forget(): Promise<ProgramLicenseState> {
    this.#parts.memory.forget();
    return this.#monitor.settle('replace');
  }
}
