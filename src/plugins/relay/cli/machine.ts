import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { sha256Hex } from './relay-file';

const ID_FILES = ['/etc/machine-id', '/var/lib/dbus/machine-id'];

/** SHA-256 of the id of this machine, in hex: of its name where the system has no id. */
export function machineHash(): string {
  return sha256Hex(`keyward relay machine ${systemId() ?? hostname()}`);
}

/**
 * SHA-256 of this machine and the data folder, in hex: a copied folder has another one.
 * @param folder undefined for a database elsewhere
 */
export function placeHash(folder: string | undefined): string {
  const { ino, birthtimeMs } = folder === undefined ? { ino: 0, birthtimeMs: 0 } : statSync(folder);
  return createHash('sha256').update(`${machineHash()} ${ino} ${birthtimeMs}`).digest('hex');
}

function systemId(): string | undefined {
  return process.platform === 'win32' ? machineGuid() : ID_FILES.map(idIn).find((id) => id !== undefined);
}

function idIn(file: string): string | undefined {
  try {
    return /^[0-9a-f-]{32,36}$/i.exec(readFileSync(file, 'utf8').trim())?.[0].toLowerCase();
  } catch {
    return undefined;
  }
}

function machineGuid(): string | undefined {
  try {
    const query = ['query', String.raw`HKLM\SOFTWARE\Microsoft\Cryptography`, '/v', 'MachineGuid'];
    return /([0-9a-f-]{36})/i.exec(execFileSync('reg', query, { encoding: 'utf8' }))?.[1]?.toLowerCase();
  } catch {
    return undefined;
  }
}
