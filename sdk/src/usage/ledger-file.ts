import { isAlive, type Owner, thisOwner } from '../license/process-owner';
import { usageError } from '../usage-error';
import { applied, type LedgerEntry, type LedgerState } from './ledger-state';
import { exists, type FileHandle, hasCode, type NodeSystem, OWNER_ONLY, OWNER_ONLY_FOLDER, readIfAny } from './node';

const NAME = /^ledger-(\d{6,12})\.jsonl$/;
const DIGITS = 6;

interface FileOwner extends Owner {
  readonly host: string;
}

/** The lines of a file: its owner, the state at its beginning, and what came after. A line without its end was never answered. */
interface LedgerLines {
  readonly owner: FileOwner;
  readonly state: LedgerState | undefined;
  readonly isClosed: boolean;
}

/** Directories whose ledgers this copy of the package has open. */
const open = new Set<string>();

/**
 * The file of a ledger. Each opening makes the next file, which begins with the sum of the one before it. A process that another
 * one has replaced sees the next file after each entry that it writes, and does not answer: so no entry counts that the next
 * file does not have.
 */
export class LedgerFile {
  #length: number;
  /** Whether entries may be in the file that the state does not have. */
  #isLost = false;

  private constructor(
    private readonly system: NodeSystem,
    private readonly directory: string,
    private readonly number: number,
    private readonly handle: FileHandle,
    private current: LedgerState,
    text: string,
  ) {
    this.#length = byteLength(text);
  }

  /**
   * @param begin the state of this opening, by the one before; undefined for a new ledger
   * @throws UsageError `LEDGER_IN_USE` while another process of this computer has it open
   */
  static async open(
    system: NodeSystem,
    directory: string,
    begin: (before: LedgerState | undefined) => Promise<LedgerState>,
  ): Promise<LedgerFile> {
    const { files, join } = system;
    await files.mkdir(directory, { recursive: true, mode: OWNER_ONLY_FOLDER });
    const newest = (await numbersIn(system, directory)).at(-1) ?? 0;
    await refuseInUse(system, directory, newest);
    const read = { read: (path: string) => readIfAny(system, path) };
    const owner: FileOwner = { ...(await thisOwner(read)), host: system.host };
    const path = join(directory, nameOf(newest + 1));
    const first = `${JSON.stringify({ owner })}\n`;
    await create(system, path, first);
    try {
      const { handle, state, line } = await beginFile(system, directory, newest + 1, begin);
      open.add(directory);
      return new LedgerFile(system, directory, newest + 1, handle, state, first + line);
    } catch (error) {
      await files.rm(path, { force: true });
      throw error;
    }
  }

  get state(): LedgerState {
    return this.current;
  }

  /** Writes an entry to the disk. It counts when this has returned. */
  async append(entry: LedgerEntry): Promise<void> {
    if (this.#isLost) {
      throw inUse(this.directory);
    }
    const line = `${JSON.stringify(entry)}\n`;
    this.#isLost = true;
    try {
      await this.handle.appendFile(line);
      await this.handle.datasync();
    } catch (error) {
      await this.handle.truncate(this.#length);
      this.#isLost = false;
      throw error;
    }
    this.#length += byteLength(line);
    await this.#refuseReplaced();
    this.#isLost = false;
    this.current = applied(this.current, entry);
  }

  async close(at: number): Promise<void> {
    open.delete(this.directory);
    try {
      await this.append({ at, closed: true });
    } finally {
      await this.handle.close();
    }
  }

  async #refuseReplaced(): Promise<void> {
    const { system, directory, number } = this;
    const [hasOwn, hasNext] = await Promise.all(
      [number, number + 1].map((one) => exists(system, system.join(directory, nameOf(one)))),
    );
    if (!hasOwn || hasNext) {
      throw inUse(directory);
    }
  }
}

/** After the file exists, the process before this one answers nothing more: what it had answered is in its file. */
async function beginFile(
  system: NodeSystem,
  directory: string,
  number: number,
  begin: (before: LedgerState | undefined) => Promise<LedgerState>,
): Promise<{ readonly handle: FileHandle; readonly state: LedgerState; readonly line: string }> {
  const { files, join } = system;
  // Others may have opened it since it was seen, and have removed files.
  const numbers = await numbersIn(system, directory);
  if (numbers.at(-1) !== number) {
    throw inUse(directory);
  }
  const before = numbers.slice(0, -1);
  const state = await begin(await newestState(system, directory, before));
  const line = `${JSON.stringify({ state })}\n`;
  const handle = await files.open(join(directory, nameOf(number)), 'a');
  await handle.appendFile(line);
  await handle.datasync();
  await syncFolder(system, directory);
  for (const each of before) {
    await files.rm(join(directory, nameOf(each)), { force: true });
  }
  return { handle, state, line };
}

async function numbersIn({ files }: NodeSystem, directory: string): Promise<number[]> {
  const names = await files.readdir(directory);
  return names.flatMap((name) => NAME.exec(name)?.slice(1).map(Number) ?? []).sort((one, other) => one - other);
}

async function refuseInUse(system: NodeSystem, directory: string, number: number): Promise<void> {
  const lines = await linesOf(system, directory, number);
  if (!lines || lines.isClosed || lines.owner.host !== system.host) {
    return;
  }
  const read = { read: (path: string) => readIfAny(system, path) };
  if (await isAlive(lines.owner, read, open.has(directory))) {
    throw inUse(directory);
  }
}

/** The state of the newest file that has one: a process may have ended before it wrote its first line. */
async function newestState(
  system: NodeSystem,
  directory: string,
  numbers: readonly number[],
): Promise<LedgerState | undefined> {
  for (const number of [...numbers].reverse()) {
    const state = (await linesOf(system, directory, number))?.state;
    if (state) {
      return state;
    }
  }
  return undefined;
}

async function linesOf(system: NodeSystem, directory: string, number: number): Promise<LedgerLines | undefined> {
  const text = await readIfAny(system, system.join(directory, nameOf(number)));
  const lines = text?.split('\n').slice(0, -1) ?? [];
  const [first, second, ...entries] = lines.map((line) => parsed(line, directory));
  if (!first) {
    return undefined;
  }
  const { owner } = first as { readonly owner: FileOwner };
  const { state } = (second ?? {}) as { readonly state?: LedgerState };
  const later = entries as LedgerEntry[];
  const last = later.at(-1);
  return { owner, state: state && later.reduce(applied, state), isClosed: last !== undefined && 'closed' in last };
}

function parsed(line: string, directory: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw usageError(`A file of the ledger in ${directory} is damaged`, 'LEDGER_DAMAGED', error);
  }
}

/** Makes a file with its text at once, or refuses if there is one. */
async function create({ files }: NodeSystem, path: string, text: string): Promise<void> {
  const draft = `${path}.${crypto.getRandomValues(new Uint32Array(2)).join('')}.tmp`;
  try {
    await files.writeFile(draft, text, { flag: 'wx', mode: OWNER_ONLY });
    await files.link(draft, path).catch(async (error: unknown) => {
      if (hasCode(error, 'EEXIST')) {
        throw error;
      }
      // The file system knows no second names.
      await files.writeFile(path, text, { flag: 'wx', mode: OWNER_ONLY });
    });
  } catch (error) {
    throw hasCode(error, 'EEXIST') ? inUse(path) : error;
  } finally {
    await files.rm(draft, { force: true });
  }
}

/** So that the name of a new file survives a loss of power. */
async function syncFolder({ files }: NodeSystem, directory: string): Promise<void> {
  try {
    const handle = await files.open(directory, 'r');
    await handle.sync().finally(() => handle.close());
  } catch {
    // Windows opens no folders.
  }
}

function nameOf(number: number): string {
  return `ledger-${String(number).padStart(DIGITS, '0')}.jsonl`;
}

function inUse(path: string): Error {
  return usageError(`Another process uses the ledger in ${path}`, 'LEDGER_IN_USE');
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
