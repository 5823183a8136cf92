import { findOutsidePlugin, OutsidePluginRefused } from '../../core/common/declarations/outside-plugins';
import { entriesOf } from '../../core/common/declarations/plugin-folders';

/** Why plug-ins were taken from PLUGINS for this command. */
export const MISSING_PLUGINS: string[] = [];

/** Takes plug-ins that cannot be found from PLUGINS, so that commands work without them. Before the rest of the server is loaded. */
export function leaveOutMissingPlugins(environment: NodeJS.ProcessEnv): void {
  if (environment.PLUGINS !== undefined) {
    environment.PLUGINS = entriesOf(environment.PLUGINS).filter(canBeFound).join(',');
  }
}

function canBeFound(entry: string): boolean {
  try {
    findOutsidePlugin(entry);
    return true;
  } catch (error) {
    if (error instanceof OutsidePluginRefused) {
      MISSING_PLUGINS.push(error.message);
      return false;
    }
    throw error;
  }
}
