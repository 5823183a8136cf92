import { LicenseRefusedError } from '../errors';
import { KnownTime } from '../license/known-time';
import { usageError } from '../license/problems';
import { type Jwk, type JwkSet, TrustedKeys } from '../signed';
import { amountText, MAX_DECIMALS, partsOf } from './amounts';
import { LedgerFile } from './ledger-file';
import { type LedgerEntry, type LedgerState, newLedger } from './ledger-state';
import { type NodeSystem, nodeSystem, OWNER_ONLY, type PrivateKey } from './node';
import { type Grant, type ProgramFile, ratesAt, readProgramFile } from './program-file';
import { keptKey, requestCode } from './program-key';
import { releaseCodeOf, reportCode, writtenReport } from './program-report';

const SECOND = 1_000;
const DIGITS = 6;

/** Options of `openUsageLedger`. */
export interface UsageLedgerOptions {
  /** Reference of the product. */
  readonly product: string;
  /** Public keys of the license server, as for `openLicense`. */
  readonly keys: readonly (string | Jwk)[] | JwkSet;
  /** Folder of the ledger, for one process at a time. It is made at need, readable by its owner alone. */
  readonly directory: string;
  /** Text of the file that the license server issued. The directory keeps it: a later start needs none, and a renewal replaces it. */
  readonly file?: string;
  /** Version of the program, for the report. */
  readonly version?: string;
  /** Local clock in milliseconds since 1970; `Date.now` by default. */
  readonly clock?: () => number;
}

/** A meter or credit after a call. Amounts are decimal texts. */
export interface LedgerBalance {
  readonly meter: string;
  readonly used: string;
  /** Amount that the file grants for its whole time. */
  readonly granted: string;
  readonly left: string;
}

/**
 * Opens the ledger of a program without a connection, which draws amounts of meters from a file and reports what it used.
 * Needs Node.
 * @throws UsageError `LEDGER_IN_USE` while another process has it open; `LICENSE_FILE_…` for a file that is not for this program
 */
export async function openUsageLedger(options: UsageLedgerOptions): Promise<UsageLedger> {
  const { directory, clock = Date.now, product, file, version = null } = options;
  const system = await nodeSystem();
  const keys = new TrustedKeys(options.keys);
  const given = file === undefined ? undefined : await readProgramFile(file, keys, product);
  const ledger = await LedgerFile.open(system, directory, (before) => begun(system, directory, clock(), before));
  try {
    const time = new KnownTime(clock, ledger.state.at);
    const stored = ledger.state.file === null ? undefined : await readProgramFile(ledger.state.file, keys, product);
    const key = await keptKey(system, directory, stored ? undefined : given?.privateKey);
    const opened = new OpenLedger(system, directory, ledger, time, key, stored);
    await opened.begin(given, version);
    return opened;
  } catch (error) {
    await ledger.close(clock());
    throw error;
  }
}

/** A ledger that is open. Calls take turns. */
export interface UsageLedger {
  /**
   * Draws an amount. When this has returned, the amount is on the disk.
   * @param amount whole number or decimal text above 0
   * @throws LicenseRefusedError `METER_EXHAUSTED`; UsageError `RELAY_EXPIRED` after the end of the file
   */
  use(meter: string, amount: number | string): Promise<LedgerBalance>;
  /**
   * Draws the credits that uses of a feature cost by the rates in the file.
   * @param amount uses, a whole number above 0
   * @throws as `use`; UsageError `METER_NOT_FOUND` for a feature without a rate
   */
  useFeature(feature: string, amount?: number): Promise<LedgerBalance>;
  /** Balances of all meters in the file. */
  balances(): readonly LedgerBalance[];
  /** Signed report of the use since the last one, for the vendor. The directory keeps it as `report-<number>.jws`. */
  report(): Promise<string>;
  /** Writes the next report, and returns the code of its few numbers, which can be read over the telephone. */
  code(): Promise<string>;
  /** Code with which the vendor issues a file for the key of this directory. */
  request(name: string): string;
  /** Draws nothing more, and returns the code with which the vendor takes back what is left. */
  release(): Promise<string>;
  /** Lets another process open it. */
  close(): Promise<void>;
}

class OpenLedger implements UsageLedger {
  #last: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(
    private readonly system: NodeSystem,
    private readonly directory: string,
    private readonly ledger: LedgerFile,
    private readonly time: KnownTime,
    private readonly key: PrivateKey,
    private file: ProgramFile | undefined,
  ) {}

  /** Takes a file that is newer than the one before, and counts a start. */
  async begin(given: ProgramFile | undefined, version: string | null): Promise<void> {
    if (this.file) {
      this.time.sawAtLeast(this.file.issuedAt * SECOND);
    }
    if (given) {
      await this.#take(given);
    }
    await this.#append({ start: { version } });
    await this.#keepReport();
  }

  use(meter: string, amount: number | string): Promise<LedgerBalance> {
    return this.#inTurn(async () => {
      const grant = this.#usableFile().grants.get(meter);
      if (!grant) {
        throw usageError(`The file grants nothing of ${meter}`, 'METER_NOT_FOUND');
      }
      const parts = partsOf(amount, grant.decimals);
      if (parts === undefined || parts === 0n) {
        throw usageError(`The amount must be above 0, with at most ${grant.decimals} decimals`);
      }
      return this.#draw(meter, grant, parts);
    });
  }

  useFeature(feature: string, amount = 1): Promise<LedgerBalance> {
    return this.#inTurn(async () => {
      const { grants, rates } = this.#usableFile();
      const rate = ratesAt(rates, this.time.now()).get(feature);
      const grant = rate && grants.get(rate.credit);
      if (!grant) {
        throw usageError(`The file has no rate for ${feature}`, 'METER_NOT_FOUND');
      }
      if (!Number.isSafeInteger(amount) || amount <= 0) {
        throw usageError('The amount must be a whole number above 0');
      }
      return this.#draw(rate.credit, grant, rate.parts * BigInt(amount));
    });
  }

  balances(): readonly LedgerBalance[] {
    return [...(this.file?.grants ?? [])].map(([meter, grant]) => this.#balanceOf(meter, grant));
  }

  report(): Promise<string> {
    return this.#inTurn(() => this.#write());
  }

  code(): Promise<string> {
    return this.#inTurn(async () => reportCode(await this.#write(), this.#knownFile(), this.system));
  }

  request(name: string): string {
    return requestCode(this.key, name);
  }

  release(): Promise<string> {
    return this.#inTurn(async () => {
      const file = this.#knownFile();
      if (!this.ledger.state.isReleased) {
        await this.#append({ released: true });
      }
      return releaseCodeOf(file, this.#signing);
    });
  }

  close(): Promise<void> {
    return this.#inTurn(async () => {
      this.#isClosed = true;
      await this.ledger.close(this.time.now());
    });
  }

  async #take(given: ProgramFile): Promise<void> {
    const { file } = this;
    if (given.x !== this.key.export({ format: 'jwk' }).x || (file && file.id !== given.id)) {
      throw usageError('The file is for another program', 'LICENSE_FILE_OTHER_DEVICE');
    }
    if (file && file.issuedAt >= given.issuedAt) {
      return;
    }
    this.time.sawAtLeast(given.issuedAt * SECOND);
    this.time.sawNew(given.issuedAt * SECOND, undefined);
    await this.#append({ file: given.text });
    this.file = given;
  }

  async #draw(meter: string, grant: Grant, parts: bigint): Promise<LedgerBalance> {
    const total = this.#usedOf(meter) + parts;
    if (total > grant.parts) {
      await this.#append({ refused: meter });
      const { left } = this.#balanceOf(meter, grant);
      throw new LicenseRefusedError(`Only ${left} of ${meter} is left`, { status: 0, code: 'METER_EXHAUSTED' });
    }
    await this.#append({ use: meter, total: amountText(total) });
    return this.#balanceOf(meter, grant);
  }

  async #write(): Promise<string> {
    const { state } = this.ledger;
    const to = Math.max(state.from, Math.floor(this.time.now() / SECOND));
    if (state.report !== null && to === state.from) {
      return state.report;
    }
    const report = writtenReport(state, this.#knownFile(), to, this.#signing);
    await this.#append({ report, to });
    await this.#keepReport();
    return report;
  }

  /** A process may have ended between the entry and the file. */
  async #keepReport(): Promise<void> {
    const { seq, report } = this.ledger.state;
    if (report !== null) {
      const path = this.system.join(this.directory, `report-${String(seq).padStart(DIGITS, '0')}.jws`);
      await this.system.files.writeFile(path, `${report}\n`, { flag: 'w', mode: OWNER_ONLY });
    }
  }

  #usableFile(): ProgramFile {
    const file = this.#knownFile();
    if (this.ledger.state.isReleased) {
      throw usageError('The amounts of this file were given back', 'LICENSE_FILE_RELEASED');
    }
    const end = (file.endsAt + 1) * SECOND;
    if (this.time.now() < end) {
      return file;
    }
    throw this.time.isTurnedBack && this.time.reading < end
      ? usageError('The clock was ahead once, or is behind now: correct it, and take a renewed file', 'CLOCK_WAS_AHEAD')
      : usageError('The file has ended: take a renewed one', 'RELAY_EXPIRED');
  }

  #knownFile(): ProgramFile {
    if (!this.file) {
      throw usageError('The ledger has no file yet', 'LICENSE_FILE_MISSING');
    }
    return this.file;
  }

  #usedOf(meter: string): bigint {
    return partsOf(this.ledger.state.used[meter] ?? '0', MAX_DECIMALS) ?? 0n;
  }

  #balanceOf(meter: string, grant: Grant): LedgerBalance {
    const text = (parts: bigint): string => amountText(parts > 0n ? parts : 0n);
    const used = this.#usedOf(meter);
    return { meter, used: text(used), granted: text(grant.parts), left: text(grant.parts - used) };
  }

  get #signing(): { readonly crypto: NodeSystem['crypto']; readonly key: PrivateKey } {
    return { crypto: this.system.crypto, key: this.key };
  }

  #append(entry: Unstamped<LedgerEntry>): Promise<void> {
    return this.ledger.append({ ...entry, at: this.time.now() });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(() => {
      if (this.#isClosed) {
        throw usageError('The ledger is closed', 'LICENSE_CLOSED');
      }
      return work();
    });
    this.#last = result.catch(() => undefined);
    return result;
  }
}

type Unstamped<Entry> = Entry extends unknown ? Omit<Entry, 'at'> : never;

/** A copied directory goes on with another name, which its reports tell. */
async function begun(
  system: NodeSystem,
  directory: string,
  now: number,
  before: LedgerState | undefined,
): Promise<LedgerState> {
  const place = String((await system.files.stat(directory, { bigint: true })).ino);
  const boot = system.crypto.randomUUID();
  if (!before) {
    return newLedger(place, boot, Math.floor(now / SECOND));
  }
  return before.place === place ? before : { ...before, place, boot };
}
