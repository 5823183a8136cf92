import { sha256 } from '../signed';
import { base64url } from '../signed/bytes';
import { randomUuid } from '../http/uuid';
import { isNode, nodeModule, nodeProcess } from './node-module';
import { usageError } from './problems';

/** What a device is named by. */
export interface DeviceContext {
  /** Reference of the product. */
  readonly product: string;
  /** What `remember` was given at an earlier start. */
  readonly remembered: string | undefined;
  /** Keeps an id in the license's store, for devices that have none of their own. */
  readonly remember: (id: string) => void;
}

/** Names this device: a text of 1 to 86 characters that stays the same. */
export interface Device {
  fingerprint(context: DeviceContext): Promise<string>;
}

/** What `systemDevice` reads the system with. */
export interface Platform {
  /** `linux`, `darwin`, `win32`, … as `process.platform` says; `browser` without one. */
  readonly name: string;
  /** Rejects if there is no such file. */
  readFile(path: string): Promise<string>;
  /** The output of a program; rejects if it fails. */
  run(program: string, args: readonly string[]): Promise<string>;
}

/**
 * This device by the id of its system: `/etc/machine-id` or `/var/lib/dbus/machine-id` on Linux and BSD, IOPlatformUUID on
 * macOS, MachineGuid on Windows; a random id kept in the store in browsers, and where the system has none. The id itself never
 * leaves the device: the fingerprint is the base64url of the SHA-256 of product, NUL and id, 43 characters.
 */
export function systemDevice({ platform }: { readonly platform?: Platform | undefined } = {}): Device {
  return {
    async fingerprint({ product, remembered, remember }) {
      const id = (await systemId(platform ?? thisPlatform())) ?? remembered ?? randomId(remember);
      return base64url(await sha256(`${product}\0${id}`));
    },
  };
}

// Only this id is kept: with that of a system, a copied store would turn another machine into this one.
function randomId(remember: (id: string) => void): string {
  const id = randomUuid();
  remember(id);
  return id;
}

async function systemId(platform: Platform): Promise<string | undefined> {
  if (platform.name === 'win32') {
    return windowsId(platform);
  }
  if (platform.name === 'darwin') {
    const output = await outputOf(platform, '/usr/sbin/ioreg', ['-rd1', '-c', 'IOPlatformExpertDevice']);
    return idIn(/"IOPlatformUUID"\s*=\s*"([^"]+)"/, output);
  }
  return platform.name === 'browser' ? undefined : machineId(platform);
}

async function machineId(platform: Platform): Promise<string | undefined> {
  for (const path of ['/etc/machine-id', '/var/lib/dbus/machine-id']) {
    const text = await platform.readFile(path).catch(() => undefined);
    // systemd writes "uninitialized" during the first start.
    const id = idIn(/^([0-9a-f-]{32,36})$/i, text?.trim());
    if (id !== undefined) {
      return id;
    }
  }
  return undefined;
}

/** A 32-bit program is shown another part of the registry unless it asks for this one. */
async function windowsId(platform: Platform): Promise<string | undefined> {
  const query = ['QUERY', 'HKLM\\SOFTWARE\\Microsoft\\Cryptography', '/v', 'MachineGuid', '/reg:64'];
  return idIn(/MachineGuid\s+REG_SZ\s+(\S+)/i, await outputOf(platform, 'reg', query));
}

function outputOf(platform: Platform, program: string, args: readonly string[]): Promise<string | undefined> {
  return platform.run(program, args).catch(() => undefined);
}

function idIn(pattern: RegExp, text: string | undefined): string | undefined {
  return pattern.exec(text ?? '')?.[1]?.toLowerCase();
}

function thisPlatform(): Platform {
  if (!isNode()) {
    const none = (): Promise<string> => Promise.reject(usageError('There are no files and programs here'));
    return { name: 'browser', readFile: none, run: none };
  }
  return { name: nodeProcess()?.platform ?? '', readFile, run };
}

async function readFile(path: string): Promise<string> {
  interface Files {
    readFile(path: string, encoding: 'utf8'): Promise<string>;
  }
  return (await nodeModule<Files>('node:fs/promises')).readFile(path, 'utf8');
}

const RUN_TIMEOUT_MS = 5_000;

async function run(program: string, args: readonly string[]): Promise<string> {
  type Done = (error: Error | null, stdout: string) => void;
  interface Programs {
    readonly execFile: (program: string, args: readonly string[], options: object, done: Done) => unknown;
  }
  const { execFile } = await nodeModule<Programs>('node:child_process');
  return new Promise((resolve, reject) => {
    const options = { timeout: RUN_TIMEOUT_MS, windowsHide: true, encoding: 'utf8' };
    execFile(program, args, options, (error, stdout) => (error ? reject(error) : resolve(stdout)));
  });
}
