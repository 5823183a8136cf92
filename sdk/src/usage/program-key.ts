import { usageError } from '../license/problems';
import { randomNonce } from '../signed';
import { base64url, utf8 } from '../signed/bytes';
import { hasCode, type NodeSystem, OWNER_ONLY, type PrivateKey, readIfAny } from './node';

const FILE = 'program-key.pem';
const MAX_NAME = 100;
const NONCE_LENGTH = 16;

/** The key in a directory; undefined if there is none. */
export async function keyIn(system: NodeSystem, directory: string): Promise<PrivateKey | undefined> {
  const pem = await readIfAny(system, system.join(directory, FILE));
  return pem === undefined ? undefined : system.crypto.createPrivateKey(pem);
}

/**
 * The key in a directory, which is made at need.
 * @param pem a key that came with a file
 */
export async function keptKey(system: NodeSystem, directory: string, pem?: string): Promise<PrivateKey> {
  const text = pem ?? system.crypto.generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' });
  try {
    await system.files.writeFile(system.join(directory, FILE), text, { flag: 'wx', mode: OWNER_ONLY });
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) {
      throw error;
    }
  }
  const key = await keyIn(system, directory);
  return key ?? without();
}

/** The code with which an admin issues a file for this key. */
export function requestCode(key: PrivateKey, name: string): string {
  const { x } = key.export({ format: 'jwk' });
  const request = { k: x, n: name.slice(0, MAX_NAME), t: randomNonce(NONCE_LENGTH) };
  return `KWL1.${base64url(utf8(JSON.stringify(request)))}`;
}

function without(): never {
  throw usageError('The directory has no key', 'LEDGER_DAMAGED');
}
