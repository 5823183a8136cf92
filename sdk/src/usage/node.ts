import { nodeModule } from '../license/node-module';

/** An open file. */
export interface FileHandle {
  appendFile(text: string): Promise<void>;
  truncate(length: number): Promise<void>;
  datasync(): Promise<void>;
  close(): Promise<void>;
}

interface Files {
  readFile(path: string, encoding: 'utf8'): Promise<string>;
  writeFile(path: string, text: string, options: { flag: 'w' | 'wx'; mode: number }): Promise<void>;
  readdir(path: string): Promise<string[]>;
  access(path: string): Promise<void>;
  open(path: string, flags: 'a' | 'r'): Promise<FileHandle & { sync(): Promise<void> }>;
  mkdir(path: string, options: { recursive: true; mode: number }): Promise<unknown>;
  link(existing: string, path: string): Promise<void>;
  rm(path: string, options: { force: true }): Promise<void>;
  stat(path: string, options: { bigint: true }): Promise<{ readonly ino: bigint }>;
}

/** A key of `node:crypto`. */
export interface PrivateKey {
  export(options: { format: 'jwk' }): { readonly x?: string };
  export(options: { format: 'pem'; type: 'pkcs8' }): string;
}

interface Hash {
  update(text: string): Hash;
  digest(encoding: 'hex' | 'base64url'): string;
  digest(): Uint8Array;
}

interface Crypto {
  createHash(name: 'sha256'): Hash;
  createHmac(name: 'sha256', key: Uint8Array): Hash;
  createPrivateKey(pem: string): PrivateKey;
  generateKeyPairSync(type: 'ed25519'): { readonly privateKey: PrivateKey };
  sign(algorithm: null, data: Uint8Array, key: PrivateKey): Uint8Array;
  randomUUID(): string;
}

/** The parts of Node that a ledger needs. */
export interface NodeSystem {
  readonly files: Files;
  readonly crypto: Crypto;
  readonly join: (...parts: string[]) => string;
  readonly host: string;
}

export async function nodeSystem(): Promise<NodeSystem> {
  const [files, crypto, path, os] = await Promise.all([
    nodeModule<Files>('node:fs/promises'),
    nodeModule<Crypto>('node:crypto'),
    nodeModule<{ readonly join: NodeSystem['join'] }>('node:path'),
    nodeModule<{ readonly hostname: () => string }>('node:os'),
  ]);
  return { files, crypto, join: path.join, host: os.hostname() };
}

export const OWNER_ONLY = 0o600;
export const OWNER_ONLY_FOLDER = 0o700;

/** The text of a file; undefined if there is none. */
export async function readIfAny({ files }: Pick<NodeSystem, 'files'>, path: string): Promise<string | undefined> {
  try {
    return await files.readFile(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) {
      return undefined;
    }
    throw error;
  }
}

export async function exists({ files }: Pick<NodeSystem, 'files'>, path: string): Promise<boolean> {
  return files.access(path).then(
    () => true,
    () => false,
  );
}

export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
