import type { Environment, UsageItem } from '../generated/native';
import { traceOf, withTrace } from '../keyward-error';
import { releaseCode } from '../signed';
import type { UpdateTarget } from './calls';
import type { LicenseWarning } from './device';
import type { Emitter } from './emitter';
import { type SeatPlace, type SeatWait, type WaitingPlace, waitForSeat } from './seat-wait';
import type { FloatingSession } from './floating-session';
import { endOfBorrowed } from './borrowed-seat';
import { downloadFile } from './download-update';
import type { LicenseDependencies, LicenseEvents } from './license-dependencies';
import type { LicenseMonitor } from './monitor';
import { requestOffline } from './offline-request';
import { usageError } from './problems';
import type { EntitlementTypes, LicenseFacts, ProgramLicenseState, RefusalReason } from './state';
import type { LicenseCustomer } from './signed-proof';
import type { StartedTrial, TrialIdentity } from './trial';
import { type DownloadOptions, findUpdate, type Update, type UpdateOutOfReach } from './updates';
import { usableFile } from './usable-file';
import {
  type CommittedUsage,
  type CreditBalance,
  type MeterBalance,
  type ReservedUsage,
  withoutBalance,
} from './usage';

/**
 * The license of this program on this device. `openLicense` makes one.
 * @param Types of the entitlements, as the vendor declares them
 */
export class ProgramLicense<Types extends object = EntitlementTypes> {
  readonly #parts: LicenseDependencies;
  readonly #monitor: LicenseMonitor;

  constructor(parts: LicenseDependencies, monitor: LicenseMonitor) {
    this.#parts = parts;
    this.#monitor = monitor;
  }

  /** What the program may do now. The same object as long as nothing changes. */
  get state(): ProgramLicenseState<Types> {
    return typed(this.#monitor.state);
  }

  /** Customer of the license; null unless the product shows it to programs and the license is usable. */
  get customer(): LicenseCustomer | null {
    return this.state.customer;
  }

  /** The public metadata of product and license; empty while it is not usable. */
  get metadata(): Readonly<Record<string, unknown>> {
    return this.state.metadata;
  }

  /** The metadata of this device that programs see; empty while the license is not usable. */
  get deviceMetadata(): Readonly<Record<string, unknown>> {
    return this.state.deviceMetadata;
  }

  /** Where the user buys more, also while the license is not usable; null if the product has no such page. */
  get upgradeUrl(): string | null {
    return this.state.upgradeUrl;
  }

  /** Where the user manages licenses and devices, also while the license is not usable; null if the vendor has no such page. */
  get manageUrl(): string | null {
    return this.state.manageUrl;
  }

  /** What starts the term of the license, such as `first_use`; null unless it is yet to start and the license is usable. */
  get startsOn(): string | null {
    return this.state.startsOn;
  }

  /** Code of a rule that would refuse the license if it were not only reported, such as `EXPIRED`; null for none. */
  get wouldBe(): RefusalReason | null {
    return this.state.wouldBe;
  }

  /** Value of an entitlement that holds now; undefined without one. */
  entitlement<Code extends keyof Types>(code: Code): Types[Code] | undefined {
    const { entitlements }: LicenseFacts<Types> = this.state;
    const held = entitlements[code];
    return held?.value;
  }

  /** The license key that is known; undefined if the user has to type it. */
  get licenseKey(): string | undefined {
    return this.#parts.memory.licenseKey;
  }

  /** Names this device to the server. */
  get fingerprint(): string {
    return this.#parts.fingerprint;
  }

  /** Environment of the program, as the server gets it; undefined if the platform does not say. */
  get environment(): Environment | undefined {
    return this.#parts.environment;
  }

  /** To be mended before the program is shipped. Logged when the store is new; without a logger, to the console. */
  get warnings(): readonly LicenseWarning[] {
    return this.#parts.warnings;
  }

  /** What went wrong last; undefined after a good answer. */
  get lastError(): Error | undefined {
    return this.#monitor.lastError;
  }

  /** Until when the floating seat of this device needs no server; undefined if it is not borrowed. */
  get borrowedUntil(): Date | undefined {
    return endOfBorrowed(this.#parts.memory.borrowed, this.#parts.time.now());
  }

  /** The relay in the customer's network that gave the last answer, and until when it may answer; null for the vendor's server. */
  get relay(): { readonly id: string; readonly name: string; readonly until: Date } | null {
    const { id, name, endsAt } = this.#parts.memory.answer?.relay ?? {};
    return id !== undefined && name !== undefined ? { id, name, until: new Date(endsAt ?? 0) } : null;
  }

  /** Place in the waiting line for the floating seat of this program, which `place` events tell; undefined if it does not wait. */
  get place(): SeatPlace | undefined {
    return this.#monitor.place;
  }

  /** The session of a license that was opened with `floating`. */
  get session(): FloatingSession | undefined {
    return this.#monitor.sessions.own;
  }

  /** @returns a function that removes the listener */
  on<Name extends keyof LicenseEvents<Types>>(
    name: Name,
    listener: (event: LicenseEvents<Types>[Name]) => void,
  ): () => void {
    const { events }: { events: unknown } = this.#monitor;
    return (events as Emitter<LicenseEvents<Types>>).on(name, listener);
  }

  /**
   * Takes a seat for this device. A device that is already active keeps its seat.
   * @param licenseKey as the user typed it; by default the key that is known
   * @throws KeywardError if the server refuses, such as with `SEATS_EXHAUSTED`, or if no trusted answer arrives: the state is as
   *   before then. With `RATE_LIMIT_EXCEEDED`, or while the server is busy or stops, the activation of a key that is known is
   *   tried again later, and no earlier refusal of this device is shown until then
   */
  activate(licenseKey?: string): Promise<ProgramLicenseState<Types>> {
    return this.#change(async () => typed(await this.#monitor.activate(this.#monitor.keyOr(licenseKey))));
  }

  /**
   * Asks for a trial of the product and, if it is granted, activates it. A device that asks again gets its trial again.
   * @throws KeywardError, such as with `TRIAL_USED` or `TRIALS_NOT_OFFERED`: the state is as before then
   */
  startTrial(identity: TrialIdentity = {}): Promise<StartedTrial<Types>> {
    return this.#change(async () => {
      const { server } = this.#parts;
      const key = await server.requestTrial(identity);
      if (key === undefined) {
        return { status: 'pending_verification', state: this.state };
      }
      return { status: 'granted', state: typed(await this.#monitor.accept(key, await server.activate(key))) };
    });
  }

  /**
   * Takes an amount of a meter; a negative one is returned. Of several meters all count, or none.
   * @throws KeywardError, such as with `METER_EXHAUSTED`: nothing was taken then
   */
  recordUsage(meter: string, amount?: number): Promise<MeterBalance>;
  recordUsage(items: readonly UsageItem[]): Promise<MeterBalance[]>;
  async recordUsage(used: string | readonly UsageItem[], amount = 1): Promise<MeterBalance | MeterBalance[]> {
    const items = typeof used === 'string' ? [{ meter: used, amount }] : used;
    const balances = await this.#call(() => this.#parts.server.recordUsage(this.#monitor.keyOr(), items));
    return typeof used === 'string' ? (balances[0] ?? withoutBalance()) : balances;
  }

  /**
   * Uses a feature that costs credits; a negative amount returns them.
   * @throws KeywardError, such as with `METER_EXHAUSTED`: nothing was taken then
   */
  useFeature(feature: string, amount = 1): Promise<CreditBalance> {
    return this.#call(() => this.#parts.server.useFeature(this.#monitor.keyOr(), feature, amount));
  }

  /**
   * Keeps amounts of meters and credits for this program, all of them or none, until it commits or releases them.
   * @param seconds after which the reservation ends by itself, 60 by default
   * @throws KeywardError, such as with `METER_EXHAUSTED`
   */
  reserveUsage(items: readonly UsageItem[], seconds?: number): Promise<ReservedUsage> {
    return this.#call(() => this.#parts.server.reserveUsage(this.#monitor.keyOr(), items, seconds));
  }

  /**
   * Takes what was reserved, or less of it. It can be repeated: nothing is taken twice.
   * @throws KeywardError with `RESERVATION_ENDED` if it is too late
   */
  commitUsage({ token }: Pick<ReservedUsage, 'token'>, items?: readonly UsageItem[]): Promise<CommittedUsage> {
    return this.#call(() => this.#parts.server.commitReservation(token, items));
  }

  /** Gives back what was reserved. */
  releaseUsage({ token }: Pick<ReservedUsage, 'token'>): Promise<void> {
    return this.#call(() => this.#parts.server.releaseReservation(token));
  }

  /** Asks the server now. Resolves to the state also if nobody answers. */
  check(): Promise<ProgramLicenseState<Types>> {
    return this.#call(async () => typed(await this.#monitor.check()));
  }

  /**
   * Gives up the seat of this device, as when the user moves to another one, and forgets the license key.
   * @throws KeywardError if nobody answers: the license is as before then
   */
  release(): Promise<ProgramLicenseState<Types>> {
    return this.#change(async () => {
      const key = this.#monitor.keyOr();
      await this.#monitor.sessions.end();
      await this.#parts.server.deactivate(key);
      return this.#forget();
    });
  }

  /**
   * Borrows the floating seat of this program: for so many days, this device needs no server, also after restarts. The days count
   * from now and replace those of an earlier call.
   * @throws KeywardError, such as with `BORROWING_NOT_ALLOWED` or `BORROWS_EXHAUSTED`: all is as before then
   */
  borrow(days: number): Promise<ProgramLicenseState<Types>> {
    return this.#change(async () => typed(await this.#monitor.borrow(days)));
  }

  /**
   * Returns the borrowed seat. The program keeps it as long as it runs and reaches the server.
   * @throws KeywardError if nobody answers: the seat stays borrowed
   */
  returnBorrowed(): Promise<ProgramLicenseState<Types>> {
    return this.#change(async () => typed(await this.#monitor.borrow(0)));
  }

  /**
   * Takes a floating seat. Rejects with `SESSIONS_EXHAUSTED` if none is free; with `wait`, it takes a place in the waiting line
   * first, and rejects when the time is over.
   */
  startSession({ wait }: { wait?: SeatWait } = {}): Promise<FloatingSession> {
    const start = (place?: WaitingPlace): Promise<FloatingSession> =>
      this.#change(() => this.#monitor.sessions.start(place));
    return wait ? waitForSeat(start, wait, this.#parts) : start();
  }

  /**
   * Waits for the floating seat of this program, in the waiting line while all are taken. Resolves as soon as it has one.
   * @param timeout in milliseconds; then it rejects with `SESSIONS_EXHAUSTED`, as after `stopWaiting`
   */
  waitForSeat(timeout: number): Promise<ProgramLicenseState<Types>> {
    return this.#call(async () => typed(await this.#monitor.waitForSeat(timeout)));
  }

  /** Gives up the place in the waiting line: the program takes no seat until `activate` or `waitForSeat`. */
  stopWaiting(): Promise<ProgramLicenseState<Types>> {
    return this.#call(async () => typed(await this.#monitor.stopWaiting()));
  }

  /**
   * The newest version that this license may have; if there is none, one that it may not have, without files, so that the program
   * can offer a renewal; null if none is newer than this one.
   * @param currentVersion by default the `appVersion` of the program
   * @param target platform and processor of the program, for files that are made for one
   */
  checkForUpdate(
    currentVersion = this.#parts.appVersion,
    target: UpdateTarget = {},
  ): Promise<Update | UpdateOutOfReach | null> {
    const { server, product, memory } = this.#parts;
    return this.#call(async () => {
      if (currentVersion === undefined) {
        throw usageError('Give the version of the program, or open the license with appVersion');
      }
      return findUpdate(server, { product, licenseKey: memory.licenseKey, currentVersion, target });
    });
  }

  /**
   * Downloads a file of an update, verifies that it is the signed one, and hands it over: at the path `to`, under Node, else as a
   * Blob. An interrupted download goes on at the next call with the same path: what is there stands beside it until then.
   * @throws KeywardError with `DOWNLOAD_CHANGED` for another file, which is deleted, and with `UPDATE_NOT_NEWER`,
   *   `DOWNLOAD_NOT_ALLOWED`, `ABORTED`
   */
  downloadUpdate(
    update: Update | UpdateOutOfReach,
    options: DownloadOptions & { readonly to: string },
  ): Promise<string>;
  downloadUpdate(update: Update | UpdateOutOfReach, options?: DownloadOptions): Promise<Blob>;
  async downloadUpdate(
    update: Update | UpdateOutOfReach,
    options: DownloadOptions & { readonly to?: string } = {},
  ): Promise<string | Blob> {
    return this.#call(() => downloadFile(this.#parts, update, options));
  }

  /**
   * What a device without network shows, as text or as QR code, so that an admin makes a license file for it. It stays the same
   * until a file answers it.
   * @param licenseKey by default the key that is known
   */
  offlineRequest(licenseKey?: string): Promise<string> {
    return this.#change(async () => {
      const text = await requestOffline(this.#parts, this.#monitor.keyOr(licenseKey));
      await this.#monitor.settle();
      return text;
    });
  }

  /**
   * Uses a license file until it ends.
   * @param licenseKey by default the key that is known
   * @throws KeywardError with a code by cause, such as `LICENSE_FILE_EXPIRED`, `LICENSE_FILE_OTHER_DEVICE`, `LICENSE_FILE_CHANGED`
   */
  useFile(text: string, licenseKey?: string): Promise<ProgramLicenseState<Types>> {
    return this.#change(async () => {
      const key = this.#monitor.keyOr(licenseKey);
      this.#parts.memory.useFile(key, await usableFile(text, key, this.#parts));
      return typed(await this.#monitor.settle());
    });
  }

  /** Gives up the license file. With the code that this returns, an admin frees the seat of the device. */
  releaseOffline(): Promise<string> {
    return this.#change(async () => {
      const { file } = this.#parts.memory;
      if (file === undefined || file.isForAnyDevice) {
        throw usageError('There is no license file of this device', 'LICENSE_FILE_MISSING');
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

  /** Changes take turns. */
  #change<T>(work: () => Promise<T>): Promise<T> {
    return this.#call(() => this.#monitor.runSerialized(work));
  }

  /** Errors have the frames of the program that made the call, however deep in this package they occur. */
  async #call<T>(work: () => Promise<T>): Promise<T> {
    const trace = traceOf();
    try {
      this.#monitor.assertOpen();
      return await work();
    } catch (error) {
      throw withTrace(trace, error);
    }
  }

  async #forget(): Promise<ProgramLicenseState<Types>> {
    this.#parts.memory.forget();
    return typed(await this.#monitor.settle('replace'));
  }
}

/** The only unchecked types: the vendor declares those of the entitlements. */
function typed<Types extends object>(state: ProgramLicenseState): ProgramLicenseState<Types> {
  return state as ProgramLicenseState<Types>;
}
