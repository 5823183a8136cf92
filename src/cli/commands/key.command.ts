import { type Command, Option } from 'commander';
import type { ApiKeyKind, ChangeReason, CreateApiKeyBody, ListApiKeysQuery } from '#sdk';
import type { PrintOptions } from '../kit/print';
import { integer, split, withJson, withReason } from './options';

const KINDS: readonly ApiKeyKind[] = ['internal', 'external', 'system'];

interface NewKeyOptions extends PrintOptions {
  readonly kind: ApiKeyKind;
  readonly product?: string;
  readonly permissions?: CreateApiKeyBody['permissions'];
  readonly expiresAt?: string;
}

/** Commands that call the server at KEYWARD_URL. */
export function addKeyCommands(program: Command): void {
  const key = program.command('key').description('API keys; needs the token of a user in KEYWARD_TOKEN');
  withJson(key.command('create <name>'))
    .description('create a key and print its value, once')
    .addOption(new Option('--kind <kind>', 'kind of the key').choices(KINDS).makeOptionMandatory())
    .option('--product <reference>', 'product that the key is restricted to')
    .option('--permissions <names...>', 'permissions of the key; all of its kind by default')
    .option('--expires-at <time>', 'when the key expires, ISO 8601')
    .action(async (name: string, { json, expiresAt, ...input }: NewKeyOptions) => {
      const { createKeyCommand } = await import('../server/keys.js');
      await createKeyCommand({ name, ...input, expires_at: expiresAt }, { json });
    });
  withReason(withJson(key.command('rotate <id>')))
    .description('replace a key and print the value of the new one, once')
    .action(async (id: string, options: ChangeReason & PrintOptions) => {
      const { rotateKeyCommand } = await import('../server/keys.js');
      await rotateKeyCommand(id, ...split(options));
    });
  withReason(withJson(key.command('revoke <id>')))
    .description('revoke a key')
    .action(async (id: string, options: ChangeReason & PrintOptions) => {
      const { revokeKeyCommand } = await import('../server/keys.js');
      await revokeKeyCommand(id, ...split(options));
    });
  withJson(key.command('list'))
    .description('list keys, newest first')
    .option('--limit <number>', 'at most as many, 1 to 100', integer)
    .option('--after <cursor>', 'the next page')
    .action(async (options: ListApiKeysQuery & PrintOptions) => {
      const { listKeysCommand } = await import('../server/keys.js');
      await listKeysCommand(...split(options));
    });
}
