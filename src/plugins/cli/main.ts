import { PLUGINS_OFF } from '../../core/common/declarations/plugin-folders';
import { runProgram } from './run-program';

if (PLUGINS_OFF.has('cli')) {
  process.stderr.write('keyward: PLUGINS_OFF names cli, the plug-in with the commands.\n');
  process.exitCode = 1;
} else {
  void runProgram(process.argv.slice(2));
}
