import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { NATIVE } from '../../src/core/common/dialects/native.dialect';
import { type ApiDocument, DOCUMENTS } from '../../src/core/openapi/documents';
import type { OperationCall } from './prepared-world';

/** An API for the tests that all APIs share. */
export interface ApiContract {
  /** Where its paths conflict with no other API; empty by default. */
  readonly prefix?: string;
  /** A valid call for each operation, by its id. */
  readonly calls: Readonly<Record<string, OperationCall>>;
  /** Who may call each operation, by its id: roles of users, kinds of keys, and strangers. */
  readonly callers: Readonly<Record<string, string>>;
  /** Method and path of everything that its contract has, or that its programs call; left out for the native API. */
  readonly endpoints?: readonly string[];
  /** With which the API refuses callers without a credential, and those who lack the permission; 401 and 403 by default. */
  readonly statuses?: { readonly unauthenticated: number; readonly forbidden: number };
  /** A call that needs a credential, the credential, and the status at the limit of wrong ones; none if no operation needs one. */
  readonly guarded?: {
    /** GET by default. */
    readonly method?: 'POST' | 'PUT';
    readonly url: string;
    readonly kind: 'internal' | 'external' | 'token';
    readonly refused: number;
  };
}

export interface DocumentedApi extends Required<Omit<ApiContract, 'guarded'>>, Pick<ApiContract, 'guarded'> {
  readonly file: string;
  readonly dialect: ApiDocument['dialect'];
}

/** The sample call of an operation. Sending one that is missing fails with the file in which it belongs. */
export function callOf({ calls, dialect }: Pick<DocumentedApi, 'calls' | 'dialect'>, id: string): OperationCall {
  return (
    calls[id] ?? {
      good: () => Promise.reject(new Error(`${fileOf(dialect.name)} has no sample call of ${id}: add it to "calls"`)),
    }
  );
}

/** The contract of an API, from the project's folder. The native API has a file for each tag. */
export const fileOf = (name: string): string => `test/contracts/${name}${name === NATIVE.name ? '/*' : ''}.ts`;

const FOLDER = join(__dirname, '../contracts');

/** Each API of this server with its contract. Throws where `test/contracts` lacks one, so that no API can be forgotten. */
export const APIS: readonly DocumentedApi[] = DOCUMENTS.map(({ file, dialect }) =>
  documentedApi(file, dialect, contractOf(dialect.name)),
);

export function documentedApi(file: string, dialect: ApiDocument['dialect'], contract: ApiContract): DocumentedApi {
  const byDefault = { prefix: '', endpoints: [], statuses: { unauthenticated: 401, forbidden: 403 } };
  return { file, dialect, ...byDefault, ...contract };
}

function contractOf(name: string): ApiContract {
  const path = join(FOLDER, `${name}.ts`);
  if (!existsSync(path)) {
    throw new Error(`${fileOf(name)} is missing: the contract of ${name} with its calls, callers and endpoints`);
  }
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- Found by its name, so that nothing lists it.
  return (require(path) as { contract: ApiContract }).contract;
}
