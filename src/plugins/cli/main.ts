import { PLUGINS_OFF } from '../../core/common/declarations/plugin-folders';
import { findModulesOnce } from '../../core/start/find-modules';
import { leaveOutMissingPlugins } from './missing-plugins';

async function main(): Promise<void> {
  if (PLUGINS_OFF.has('cli')) {
    process.stderr.write('keyward: PLUGINS_OFF names cli, the plug-in with the commands.\n');
    process.exitCode = 1;
    return;
  }
  findModulesOnce();
  leaveOutMissingPlugins(process.env);
  const { runProgram } = await import('./run-program.js');
  await runProgram(process.argv.slice(2));
}

void main();
