import type { Environment } from '../generated/native';
import { sha256 } from '../signed';
import { base64url } from '../signed/bytes';
import { randomUuid } from '../http/uuid';
import { environmentOf, isMachineIdOwn, thisEnvironment } from './environment';
import { outputOf, type Platform, registryValues, textOf, thisPlatform } from './platform';

/** Something that a developer should mend before the program is shipped. */
export interface LicenseWarning {
  /**
   * - `CONTAINER_WITHOUT_ID`: this container has no id of its own, so it is known by a random one in the store: a new container with a
   *   new store takes another seat. Give `device`, or mount the machine id of the host.
   * - `STORE_NOT_WRITABLE`: the license could not be stored: the user has to type the key again at the next start. `lastError` has the
   *   cause.
   */
  readonly code: 'CONTAINER_WITHOUT_ID' | 'STORE_NOT_WRITABLE';
  readonly message: string;
}

/** What a device is named by. */
export interface DeviceContext {
  /** Reference of the product. */
  readonly product: string;
  /** What `remember` was given at an earlier start. */
  readonly remembered: string | undefined;
  /** Keeps an id in the license's store, for devices that have none of their own. */
  readonly remember: (id: string) => void;
  readonly warn: (warning: LicenseWarning) => void;
}

/** Names this device: a text of 1 to 86 characters that stays the same. */
export interface Device {
  fingerprint(context: DeviceContext): Promise<string>;
  /** Environment of the program; undefined if unknown. By default, as its platform documents it. */
  environment?(): Promise<Environment | undefined>;
}

export const STORE_NOT_WRITABLE: LicenseWarning = {
  code: 'STORE_NOT_WRITABLE',
  message: 'The store cannot be written: the license is forgotten when the program ends. Give a path that it may write',
};

const CONTAINER_WITHOUT_ID: LicenseWarning = {
  code: 'CONTAINER_WITHOUT_ID',
  message:
    'This container has no id of its own: each new one takes another seat unless its store is kept. Give `device`, or mount the ' +
    "host's /etc/machine-id",
};

/**
 * This device by the id of its system: `/etc/machine-id` or `/var/lib/dbus/machine-id` on Linux and BSD, IOPlatformUUID on
 * macOS, MachineGuid on Windows; a random id kept in the store in browsers, where the system has none, and in containers that have
 * that of their image. The id itself never leaves the device: the fingerprint is the base64url of the SHA-256 of product, NUL and
 * id, 43 characters.
 */
export function systemDevice({ platform }: { readonly platform?: Platform | undefined } = {}): Device {
  const environment = (): Promise<Environment | undefined> => (platform ? environmentOf(platform) : thisEnvironment());
  return {
    environment,
    async fingerprint({ product, remembered, remember, warn }) {
      const isContainer = (await environment()) === 'container';
      const own = await systemId(platform ?? thisPlatform(), isContainer);
      const id = own ?? remembered ?? randomId(remember);
      if (isContainer && own === undefined) {
        warn(CONTAINER_WITHOUT_ID);
      }
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

async function systemId(platform: Platform, isContainer: boolean): Promise<string | undefined> {
  if (platform.name === 'win32') {
    const values = await registryValues(platform, 'HKLM\\SOFTWARE\\Microsoft\\Cryptography');
    return isContainer ? undefined : values.get('MachineGuid')?.toLowerCase();
  }
  if (platform.name === 'darwin') {
    const output = await outputOf(platform, '/usr/sbin/ioreg', ['-rd1', '-c', 'IOPlatformExpertDevice']);
    return idIn(/"IOPlatformUUID"\s*=\s*"([^"]+)"/, output);
  }
  return platform.name === 'browser' ? undefined : machineId(platform, isContainer);
}

async function machineId(platform: Platform, isContainer: boolean): Promise<string | undefined> {
  for (const path of ['/etc/machine-id', '/var/lib/dbus/machine-id']) {
    // systemd writes "uninitialized" during the first start.
    const id = idIn(/^([0-9a-f-]{32,36})$/i, await textOf(platform, path));
    if (id !== undefined && (!isContainer || (await isMachineIdOwn(platform, path)))) {
      return id;
    }
  }
  return undefined;
}

function idIn(pattern: RegExp, text: string): string | undefined {
  return pattern.exec(text)?.[1]?.toLowerCase();
}
