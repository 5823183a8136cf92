import { type Command, Option } from 'commander';
import type { ApiKeyKind, ChangeReason, CreateApiKeyBody, ListApiKeysQuery } from '#sdk';
import type { CliCommand } from '../../../core/common/plugins/cli-command';
import type { PrintOptions } from '../kit/print';
import { integer, split, withJson, withReason } from './options';

const KINDS: readonly ApiKeyKind[] = ['internal', 'external', 'system'];

interface NewKeyOptions extends PrintOptions {
  readonly kind: ApiKeyKind;
  readonly product?: string[];
  readonly permission?: CreateApiKeyBody['permissions'];
  readonly allowIp?: string[];
  readonly expiresAt?: string;
}

interface RotateKeyOptions extends ChangeReason, PrintOptions {
  readonly overlap?: number;
}

/** Commands that call the server at KEYWARD_URL. */
export const KEY_COMMANDS: CliCommand = { place: 90, add: addKeyCommands };

function addKeyCommands(program: Command): void {
  const key = program.command('key').description('API keys; needs the token of a user in KEYWARD_TOKEN');
  withJson(key.command('create <name>'))
    .description('create a key and print its value, once')
    .addOption(new Option('--kind <kind>', 'kind of the key').choices(KINDS).makeOptionMandatory())
    .option('--product <references...>', 'products that the key is restricted to')
    .option('--permission <names...>', 'permissions of the key; those of its kind by default')
    .option('--allow-ip <addresses...>', 'addresses and networks from which the key works; all by default')
    .option('--expires-at <time>', 'when the key expires, ISO 8601')
    .action(async (name: string, { json, kind, product, permission, allowIp, expiresAt }: NewKeyOptions) => {
      const { createKeyCommand } = await import('../server/keys.js');
      const limits = { products: product, permissions: permission, allowed_ips: allowIp, expires_at: expiresAt };
      await createKeyCommand({ name, kind, ...limits }, { json });
    });
  withReason(withJson(key.command('rotate <id>')))
    .description('replace a key and print the value of the new one, once')
    .option('--overlap <seconds>', 'how long the old value goes on working, 0 to 604800', integer)
    .action(async (id: string, { overlap, ...options }: RotateKeyOptions) => {
      const { rotateKeyCommand } = await import('../server/keys.js');
      const [why, print] = split(options);
      await rotateKeyCommand(id, { ...why, overlap_seconds: overlap }, print);
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
