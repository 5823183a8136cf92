import type { ChangeReason, CreateApiKeyBody, ListApiKeysQuery, RotateApiKeyBody } from '#sdk';
import { type PrintOptions, printList, printRecord } from '../kit/print';
import { callServer } from './call-server';

/** The value of the key is printed this once: the server keeps no copy. */
export async function createKeyCommand(input: CreateApiKeyBody, options: PrintOptions): Promise<void> {
  printRecord(await callServer((keyward) => keyward.apiKeys.create(input)), options);
}

export async function rotateKeyCommand(id: string, input: RotateApiKeyBody, options: PrintOptions): Promise<void> {
  printRecord(await callServer((keyward) => keyward.apiKeys.rotate(id, input)), options);
}

export async function revokeKeyCommand(id: string, why: ChangeReason, options: PrintOptions): Promise<void> {
  await callServer((keyward) => keyward.apiKeys.revoke(id, why));
  printRecord({ revoked: id }, options);
}

export async function listKeysCommand(query: ListApiKeysQuery, options: PrintOptions): Promise<void> {
  const page = await callServer((keyward) => keyward.apiKeys.list(query));
  printList(page, ['id', 'kind', 'prefix', 'product', 'expires_at', 'revoked_at', 'name'], options);
}
