import type { Command } from 'commander';
import type { CliCommand } from '../../../core/common/plugins/cli-command';
import type { PrintOptions } from '../kit/print';
import { withJson } from './options';

export const SUPPORT_BUNDLE_COMMAND: CliCommand = { place: 70, add: addSupportBundleCommand };

function addSupportBundleCommand(program: Command): void {
  withJson(program.command('support-bundle <file>'))
    .description('write settings, versions, counts and findings to a new file for support, without secrets')
    .action(async (file: string, options: PrintOptions) => {
      const { supportBundleCommand } = await import('../machine/doctor/support-bundle.js');
      await supportBundleCommand(file, options);
    });
}
