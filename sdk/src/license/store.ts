import { usageError } from './problems';
import type { SessionLock } from './session-lock';

/**
 * Where a license is remembered between starts of a program: one text of a few KB. What it holds is signed by the server, so it
 * may stand in plain sight. All three functions may throw; the program then goes on without a memory.
 */
export interface LicenseStore {
  /** Undefined if nothing was written. */
  read(): Promise<string | undefined>;
  /** Replaces the text as a whole: a reader never sees a part of it. */
  write(text: string): Promise<void>;
  delete(): Promise<void>;
  /** Keeps the token of a floating session for the next start of a program that crashes. Not needed. */
  lockSession?(): Promise<SessionLock | undefined>;
  /** The lock of a borrowed seat; undefined if another running program has it. Not needed. */
  lockBorrowed?(): Promise<SessionLock | undefined>;
}

/** Forgets with the program, as for tests and for containers that ask at each start. */
export function memoryStore(): LicenseStore {
  let kept: string | undefined;
  return {
    read: () => Promise.resolve(kept),
    write: (text) => {
      kept = text;
      return Promise.resolve();
    },
    delete: () => {
      kept = undefined;
      return Promise.resolve();
    },
  };
}

/**
 * `localStorage` of a web page. Each product of an origin needs a prefix of its own.
 * @param prefix `keyward` by default; the entry is named `<prefix>.license`
 */
export function localStorageStore(prefix = 'keyward'): LicenseStore {
  const name = `${prefix}.license`;
  // Looked up late: a page may forbid its storage, and a server that renders pages has none.
  return {
    read: () => promised(() => storage().getItem(name) ?? undefined),
    write: (text) => promised(() => storage().setItem(name, text)),
    delete: () => promised(() => storage().removeItem(name)),
  };
}

function promised<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => resolve(work()));
}

function storage(): Storage {
  const { localStorage } = globalThis as { localStorage?: Storage };
  if (localStorage === undefined) {
    throw usageError('There is no localStorage here: use fileStore(path) or a store of your own');
  }
  return localStorage;
}
