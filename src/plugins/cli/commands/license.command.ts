import { type Command, Option } from 'commander';
import type { ChangeReason, ExplainedOperation } from '#sdk';
import type { CliCommand } from '../../../core/common/plugins/cli-command';
import type { PrintOptions } from '../kit/print';
import { integer, withJson, withReason } from './options';

const OPERATIONS: readonly ExplainedOperation[] = ['check', 'activate', 'download'];

interface NewLicenseOptions extends PrintOptions, ChangeReason {
  readonly product?: string;
  readonly policy?: string;
  readonly customer?: string;
  readonly maxActivations?: number;
  readonly days?: number;
  readonly expiresAt?: string;
  readonly description?: string;
}

interface ExplainOptions extends PrintOptions {
  readonly device?: string;
  readonly operation: ExplainedOperation;
}

/** Commands that call the server at KEYWARD_URL. */
export const LICENSE_COMMANDS: CliCommand = { place: 100, add: addLicenseCommands };

function addLicenseCommands(program: Command): void {
  const license = program.command('license').description('licenses; needs KEYWARD_API_KEY or KEYWARD_TOKEN');
  addIssueCommand(license);
  withJson(license.command('show <license>'))
    .description('show a license by its id or key')
    .action(async (id: string, options: PrintOptions) => {
      const { showLicenseCommand } = await import('../server/licenses.js');
      await showLicenseCommand(id, options);
    });
  withJson(license.command('explain <key>'))
    .description('explain why a program may or may not run')
    .option('--device <id>', 'device that the program sends as hardware_id')
    .addOption(new Option('--operation <name>', 'request of the program').choices(OPERATIONS).default('check'))
    .action(async (license_key: string, { json, device, operation }: ExplainOptions) => {
      const { explainLicenseCommand } = await import('../server/licenses.js');
      await explainLicenseCommand({ license_key, hardware_id: device, operation }, { json });
    });
}

function addIssueCommand(license: Command): void {
  withReason(withJson(license.command('issue')))
    .description('issue a license; what is left out comes from the policy')
    .option('--product <reference>', 'reference of the product; needed if there are several')
    .option('--policy <name>', "a policy other than the product's own")
    .option('--customer <customer>', 'id, reference or e-mail address of the customer')
    .option('--max-activations <number>', 'number of seats', integer)
    .option('--days <number>', 'term in days', integer)
    .option('--expires-at <time>', 'when the license expires, ISO 8601')
    .option('--description <text>', 'note for admins')
    .action(async (options: NewLicenseOptions) => {
      const { json, customer, maxActivations, days, expiresAt, ...input } = options;
      const { issueLicenseCommand } = await import('../server/licenses.js');
      await issueLicenseCommand(
        {
          ...input,
          customer_id: customer,
          max_activations: maxActivations,
          duration_days: days,
          expires_at: expiresAt,
        },
        { json },
      );
    });
}
