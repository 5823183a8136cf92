import type { Command } from 'commander';
import type { CliCommand } from '../../../core/common/plugins/cli-command';
import { connectionInEnvironment } from '../../cli/kit/environment';

export const MCP_COMMAND: CliCommand = { place: 130, add: addMcpCommand };

function addMcpCommand(program: Command): void {
  program
    .command('mcp')
    .description('serve an assistant over standard input and output (Model Context Protocol)')
    .option('--allow-writes', 'offer tools that change data, too', false)
    .option('--show-keys', 'show license keys in full', false)
    .action(async (options: { allowWrites: boolean; showKeys: boolean }) => {
      const { serveMcp } = await import('./serve-mcp.js');
      await serveMcp(connectionInEnvironment(), options);
    });
}
