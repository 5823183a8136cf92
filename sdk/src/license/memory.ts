import { borrowedSeat, type BorrowedSeat, type StoredSeat } from './borrowed-seat';
import type { LeasedSession } from './license-server';
import type { SignedProof } from './signed-proof';
import {
  type DecodedRecord,
  decodeRecord,
  EMPTY_RECORD,
  encodeRecord,
  type LicenseRecord,
  type OfflineRequest,
} from './record';
import type { SessionLock } from './session-lock';
import type { LicenseStore } from './store';
import type { Verifier } from './verifier';

const MAX_RELEASED = 20;

/** Verified proof about the license of a program, kept in the store. */
export class LicenseMemory {
  #licenseKey: string | undefined;
  #answer: SignedProof | undefined;
  #file: SignedProof | undefined;
  #borrowed: BorrowedSeat | undefined;
  #released: readonly string[] = [];
  #device: string | undefined;
  #request: OfflineRequest | undefined;

  constructor(
    private readonly store: LicenseStore,
    private readonly verifier: Verifier,
  ) {}

  get licenseKey(): string | undefined {
    return this.#licenseKey;
  }

  get answer(): SignedProof | undefined {
    return this.#answer;
  }

  get file(): SignedProof | undefined {
    return this.#file;
  }

  /** The floating seat that is borrowed. */
  get borrowed(): BorrowedSeat | undefined {
    return this.#borrowed;
  }

  /** UUID of the license, from what the server said last. */
  get license(): string | undefined {
    return this.#answer?.license ?? this.#file?.license ?? this.#borrowed?.proof.license ?? undefined;
  }

  /** The last signed answer about a session decides whether it is borrowed. Returns whether the store has to know it. */
  noteSession(session: LeasedSession): boolean {
    const before = this.#borrowed;
    const seat = borrowedSeat(session);
    if (seat) {
      this.#borrowed = seat;
      return seat.id !== before?.id || seat.until !== before.until || seat.token !== before.token;
    }
    return session.isValid && this.returnSeat(session.token);
  }

  /** A session has ended, or is borrowed no longer. Returns whether it was the borrowed one. */
  returnSeat(token: string): boolean {
    const seat = this.#borrowed;
    if (seat?.token !== token) {
      return false;
    }
    this.#release(seat.id);
    this.#borrowed = undefined;
    return true;
  }

  /** The last request for a license file that no file has answered. */
  get request(): OfflineRequest | undefined {
    return this.#request?.nonce === this.#file?.request ? undefined : this.#request;
  }

  rememberRequest(request: OfflineRequest): void {
    this.#request = request;
  }

  /** Whether it was signed later than all that is known. */
  isNew({ issuedAt }: SignedProof): boolean {
    return issuedAt > Math.max(this.#answer?.issuedAt ?? 0, this.#file?.issuedAt ?? 0);
  }

  /** Undefined where the store has none, or cannot be used. */
  lockSession(): Promise<SessionLock | undefined> {
    return this.store.lockSession?.().catch(() => undefined) ?? Promise.resolve(undefined);
  }

  /**
   * The lock of the borrowed seat, which one running program has at a time.
   * @returns undefined where the store has none, or cannot be used; `taken` if another program has it
   */
  async lockBorrowed(): Promise<SessionLock | 'taken' | undefined> {
    try {
      return this.store.lockBorrowed && ((await this.store.lockBorrowed()) ?? 'taken');
    } catch {
      return undefined;
    }
  }

  hasReleased({ jti }: SignedProof): boolean {
    return this.#released.includes(jti);
  }

  /** Takes over what a record holds and what still verifies. */
  async recall(record: DecodedRecord, licenseKey: string | undefined): Promise<void> {
    this.#device = record.device;
    this.#released = record.released;
    this.#request = record.request;
    this.#licenseKey = licenseKey;
    if (licenseKey !== undefined) {
      await this.#adopt(record, licenseKey);
    }
  }

  /** Takes over newer proof that another process of this program has stored. */
  async refresh(): Promise<void> {
    const record = await decodeRecord(await this.store.read());
    this.#request ??= record.request;
    const licenseKey = this.#licenseKey;
    if (licenseKey !== undefined && record.licenseKey === licenseKey) {
      this.#released = [...new Set([...this.#released, ...record.released])].slice(-MAX_RELEASED);
      await this.#adopt(record, licenseKey);
    }
  }

  /** What the server said last about this key. */
  remember(licenseKey: string, answer: SignedProof): void {
    if (answer.revokesFile) {
      this.#giveUpFile();
    }
    if (licenseKey !== this.#licenseKey) {
      this.#file = undefined;
      this.#borrowed = undefined;
    }
    this.#licenseKey = licenseKey;
    this.#answer = answer;
  }

  /** A refusal that is not newer than the file says nothing about it. */
  useFile(licenseKey: string, file: SignedProof): void {
    if (licenseKey !== this.#licenseKey) {
      this.#answer = undefined;
      this.#borrowed = undefined;
    }
    this.#licenseKey = licenseKey;
    this.#file = file;
  }

  /** The seat of this device was given up. */
  forget(): void {
    this.#giveUpFile();
    this.#answer = undefined;
    this.#borrowed = undefined;
    this.#licenseKey = undefined;
  }

  /** Drops what was signed with a key that has been revoked. */
  async verifyAgain(): Promise<void> {
    const licenseKey = this.#licenseKey;
    if (licenseKey !== undefined) {
      const subject = this.verifier.subject(licenseKey);
      this.#answer = await this.verifier.storedAnswer(this.#answer?.text, subject);
      this.#file = await this.verifier.storedFile(this.#file?.text, subject);
      this.#borrowed = this.#borrowed && (await this.verifier.storedSeat(stored(this.#borrowed), subject));
    }
  }

  /**
   * Stores what is known, with what another process has stored meanwhile if that is newer.
   * @param seen latest time that was seen
   */
  async save(seen: number): Promise<void> {
    await this.refresh();
    await this.replace(seen);
  }

  /** Stores what is known, whatever the store holds. */
  async replace(seen: number): Promise<void> {
    await this.store.write(await encodeRecord(this.#record(seen)));
  }

  #record(seen: number): LicenseRecord {
    const answer = this.#answer;
    return {
      ...EMPTY_RECORD,
      licenseKey: this.#licenseKey,
      // A yes that may not be used without the server is no use at the next start.
      answer: answer?.isValid === true && answer.offlineUntil === null ? undefined : answer?.text,
      file: this.#file?.text,
      seen,
      keys: this.verifier.keys.state,
      borrowed: this.#borrowed && stored(this.#borrowed),
      device: this.#device,
      released: this.#released,
      request: this.#request,
    };
  }

  // By its id, so that neither its user nor the store brings it back.
  #giveUpFile(): void {
    if (this.#file) {
      this.#release(this.#file.jti);
      this.#file = undefined;
    }
  }

  #release(id: string): void {
    this.#released = [...this.#released, id].slice(-MAX_RELEASED);
  }

  async #adopt(record: LicenseRecord, licenseKey: string): Promise<void> {
    const subject = this.verifier.subject(licenseKey, this.license);
    this.#answer = newer(this.#answer, await this.verifier.storedAnswer(record.answer, subject));
    const file = newer(this.#file, await this.verifier.storedFile(record.file, subject));
    this.#file = file && this.hasReleased(file) ? undefined : file;
    const seat = record.borrowed && (await this.verifier.storedSeat(record.borrowed, subject));
    const isNewer = seat && seat.proof.issuedAt > (this.#borrowed?.proof.issuedAt ?? -Infinity);
    const held = isNewer ? seat : this.#borrowed;
    this.#borrowed = held && this.#released.includes(held.id) ? undefined : held;
  }
}

function newer(known: SignedProof | undefined, stored: SignedProof | undefined): SignedProof | undefined {
  return known && !(stored && stored.issuedAt > known.issuedAt) ? known : stored;
}

function stored({ proof, token }: BorrowedSeat): StoredSeat {
  return { answer: proof.text, token };
}
