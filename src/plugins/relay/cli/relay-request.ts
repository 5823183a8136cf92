import { randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { relayKey } from './keep-relay-file';
import { machineHash } from './machine';

const MAX_NAME = 100;
const NONCE_BYTES = 12;

interface RequestedRelay {
  readonly name: string;
  /** The file may be used on another machine. */
  readonly anyMachine: boolean;
}

/** The code with which the vendor's server issues a file for the key of this relay. */
export async function relayRequest(manager: EntityManager, { name, anyMachine }: RequestedRelay): Promise<string> {
  const key = await relayKey(manager);
  return codeOf('KWL1', {
    k: key?.publicKey,
    n: name.slice(0, MAX_NAME),
    ...(!anyMachine && { m: machineHash() }),
    t: randomBytes(NONCE_BYTES).toString('base64url'),
  });
}

/** A code to copy: its kind, and an object in base64url. */
export function codeOf(kind: string, value: object): string {
  return `${kind}.${Buffer.from(JSON.stringify(value)).toString('base64url')}`;
}
