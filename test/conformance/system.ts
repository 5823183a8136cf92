import { mkdirSync, writeFileSync } from 'node:fs';
import { lstat, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Platform } from '../../sdk/src';
import systems from './systems.json';

/** A system that a client reads: files below a folder, and what programs and the registry of Windows would say. */
export interface SystemOptions {
  readonly root: string;
  /** As `process.platform` of Node and `sys.platform` of Python say. */
  readonly platform: string;
  readonly variables: Readonly<Record<string, string>>;
  /** By program. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Values by key. */
  readonly registry: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface KnownSystem extends Partial<Omit<SystemOptions, 'root'>> {
  readonly name: string;
  readonly platform: string;
  readonly files?: Readonly<Record<string, string>>;
  /** Environment that a client must send. */
  readonly environment: string | null;
  /** Id of the system that a client must name the device by; null: a random one. */
  readonly id: string | null;
}

export const SYSTEMS = systems as unknown as readonly KnownSystem[];

/** Writes the files of a system. */
export function systemIn(folder: string, name: string): SystemOptions {
  const index = SYSTEMS.findIndex((each) => each.name === name);
  const system = SYSTEMS[index];
  if (system === undefined) {
    throw new Error(`No system is called ${name}`);
  }
  const { platform, files = {}, variables = {}, outputs = {}, registry = {} } = system;
  const root = join(folder, `system-${index}`);
  mkdirSync(root, { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return { root, platform, variables, outputs, registry };
}

/** A system as the SDK reads it. */
export function platformOf({ root, platform, variables, outputs, registry }: SystemOptions): Platform {
  return {
    name: platform,
    variables,
    exists: (path) => lstat(join(root, path)).then(Boolean, () => false),
    readFile: (path) => readFile(join(root, path), 'utf8'),
    run: (program, [, key = '']) => {
      const values = Object.entries(registry[key] ?? {}).map(([name, value]) => `    ${name}    REG_SZ    ${value}`);
      const output = program === 'reg' ? [key, ...values].join('\r\n') : outputs[program];
      return output === undefined ? Promise.reject(new Error('ENOENT')) : Promise.resolve(output);
    },
  };
}
