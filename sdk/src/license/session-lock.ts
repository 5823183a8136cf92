import { nodeModule } from './node-module';
import { isAlive, type Owner, thisOwner } from './process-owner';

/** Keeps the token of a floating session as long as its process lives, and for the next one if it crashes. */
export interface SessionLock {
  /** Token of a session that a process which has ended did not give back. */
  readonly left: string | undefined;
  /** @param token undefined if the session has ended */
  keep(token: string | undefined): Promise<void>;
  unlock(): Promise<void>;
}

export interface Slots {
  read(path: string): Promise<string | undefined>;
  /** Makes a file that does not exist yet. False if it exists. */
  create(path: string, text: string): Promise<boolean>;
  write(path: string, text: string): Promise<void>;
  delete(path: string): Promise<void>;
}

interface SlotOwner extends Owner {
  readonly token?: string | undefined;
}

/** Programs that run at the same time with one store. */
const MAX_SLOTS = 64;
const BORROWED_SLOT = 0;

/** Paths that this copy of the package has locked. */
const locked = new Set<string>();

/**
 * Takes the first file beside the store whose process no longer lives. Programs that start at the same time take one each: a
 * token that another one overwrites would be lost, and its seat taken until its lease ends.
 * @returns undefined if there is none
 */
export async function lockSession(store: string, slots: Slots): Promise<SessionLock | undefined> {
  for (let slot = 1; slot <= MAX_SLOTS; slot++) {
    const lock = await lockSlot(store, slot, slots);
    if (lock) {
      return lock;
    }
  }
  return undefined;
}

/** Takes the file of the borrowed seat. */
export function lockBorrowed(store: string, slots: Slots): Promise<SessionLock | undefined> {
  return lockSlot(store, BORROWED_SLOT, slots);
}

async function lockSlot(store: string, slot: number, slots: Slots): Promise<SessionLock | undefined> {
  const { hostname } = await nodeModule<{ readonly hostname: () => string }>('node:os');
  const path = `${store}.session-${encodeURIComponent(hostname())}-${slot}`;
  const before = await slots.read(path);
  const owner = ownerIn(before);
  if (owner && (await isAlive(owner, slots, locked.has(path)))) {
    return undefined;
  }
  const self = await thisOwner(slots);
  const record = (token: string | undefined): string => JSON.stringify({ ...self, token });
  const keep = (token: string | undefined): Promise<void> => slots.write(path, record(token));
  if (!(await take(path, record(owner?.token), before === undefined, slots))) {
    return undefined;
  }
  locked.add(path);
  return { left: owner?.token, keep, unlock: () => unlock(path, slots) };
}

/** Writes the record of this process. False if another program has taken the file at the same time. */
async function take(path: string, record: string, isNew: boolean, slots: Slots): Promise<boolean> {
  if (!isNew) {
    await slots.write(path, record);
  } else if (!(await slots.create(path, record))) {
    return false;
  }
  // It may have been overwritten since, as where the file system knows no second names.
  return (await slots.read(path)) === record;
}

/** A token that could not be given back stays for the next start. */
async function unlock(path: string, slots: Slots): Promise<void> {
  locked.delete(path);
  const owner = ownerIn(await slots.read(path));
  if (owner?.token === undefined) {
    await slots.delete(path);
  } else {
    await slots.write(path, JSON.stringify({ ...owner, pid: 0, started: null }));
  }
}

function ownerIn(text: string | undefined): SlotOwner | undefined {
  try {
    const { pid, started, token } = JSON.parse(text ?? '') as Partial<Record<keyof SlotOwner, unknown>>;
    return {
      pid: typeof pid === 'number' ? pid : 0,
      started: typeof started === 'string' ? started : null,
      token: typeof token === 'string' ? token : undefined,
    };
  } catch {
    return undefined;
  }
}
