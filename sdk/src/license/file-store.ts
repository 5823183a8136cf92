import { nodeModule } from './node-module';
import { lockBorrowed, lockSession, type Slots } from './session-lock';
import type { LicenseStore } from './store';

interface FileHandle {
  writeFile(text: string): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

interface Files {
  readFile(path: string, encoding: 'utf8'): Promise<string>;
  open(path: string, flags: 'wx', mode: number): Promise<FileHandle>;
  mkdir(path: string, options: { recursive: true; mode: number }): Promise<unknown>;
  rename(from: string, to: string): Promise<void>;
  link(existing: string, path: string): Promise<void>;
  rm(path: string, options: { force: true }): Promise<void>;
}

const OWNER_ONLY = 0o600;
const OWNER_ONLY_FOLDER = 0o700;

/** Windows refuses to replace a file while another process reads it. */
const BUSY = ['EPERM', 'EACCES', 'EBUSY'];
const BUSY_ATTEMPTS = 5;
const BUSY_PAUSE_MS = 20;

/**
 * A file that only its owner can read (0600), in a folder that is made at need. It is replaced as a whole: neither a crash nor a
 * second process leaves half of it.
 * @param path in the user's folder for application data, such as `~/.config/my-program/license`
 */
export function fileStore(path: string): LicenseStore {
  const files = (): Promise<Files> => nodeModule<Files>('node:fs/promises');
  const slots = async (): Promise<Slots> => {
    const system = await files();
    return {
      read: (slot) => readOrNothing(system, slot),
      create: (slot, text) => create(system, slot, text),
      write: (slot, text) => replace(system, slot, text),
      delete: (slot) => system.rm(slot, { force: true }),
    };
  };
  return {
    read: async () => readOrNothing(await files(), path),
    write: async (text) => replace(await files(), path, text),
    delete: async () => (await files()).rm(path, { force: true }),
    lockSession: async () => lockSession(path, await slots()),
    lockBorrowed: async () => lockBorrowed(path, await slots()),
  };
}

async function readOrNothing(files: Files, path: string): Promise<string | undefined> {
  try {
    return await files.readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}

async function replace(files: Files, path: string, text: string): Promise<void> {
  await withDraft(files, path, text, (draft) => moveOver(files, draft, path));
}

/** By a second name for the draft, which the system refuses if the name is taken. */
async function create(files: Files, path: string, text: string): Promise<boolean> {
  return withDraft(files, path, text, async (draft) => {
    try {
      await files.link(draft, path);
    } catch (error) {
      if (codeOf(error) === 'EEXIST') {
        return false;
      }
      // The file system knows no second names.
      await moveOver(files, draft, path);
    }
    return true;
  });
}

async function withDraft<T>(
  files: Files,
  path: string,
  text: string,
  place: (draft: string) => Promise<T>,
): Promise<T> {
  const { dirname } = await nodeModule<{ readonly dirname: (path: string) => string }>('node:path');
  await files.mkdir(dirname(path), { recursive: true, mode: OWNER_ONLY_FOLDER });
  const draft = `${path}.${crypto.getRandomValues(new Uint32Array(2)).join('')}.tmp`;
  try {
    await writeDraft(files, draft, text);
    return await place(draft);
  } finally {
    await files.rm(draft, { force: true });
  }
}

async function writeDraft(files: Files, draft: string, text: string): Promise<void> {
  const file = await files.open(draft, 'wx', OWNER_ONLY);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Renames a file, and tries again if another process has the old one open. */
export async function moveOver(files: Pick<Files, 'rename'>, draft: string, path: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await files.rename(draft, path);
      return;
    } catch (error) {
      if (attempt === BUSY_ATTEMPTS || !BUSY.includes(codeOf(error) ?? '')) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, BUSY_PAUSE_MS * attempt));
    }
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
