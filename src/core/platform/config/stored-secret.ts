import type { EntityManager } from 'typeorm';

/** A secret as it is stored, encrypted or in plain text. */
export interface StoredSecret {
  /** Encryption context. */
  readonly name: string;
  readonly stored: string;
  /** Whether a server does not start without it. */
  readonly isRequired: boolean;
  /** Stores another value, unless the row has changed. */
  readonly replace: (value: string) => Promise<unknown>;
}

/**
 * @param stored null if there is none
 * @param replace stores `to`, unless the row has another value than `from` by now
 */
export type AddSecret = (
  name: string,
  stored: string | null,
  replace: (from: string, to: string) => Promise<unknown>,
  isRequired?: boolean,
) => void;

/** Adds the secrets of a module: the export of a `*.stored-secrets.ts`. Those of plug-ins that are off are encrypted, too. */
export type AddStoredSecrets = (manager: EntityManager, add: AddSecret) => Promise<void>;
