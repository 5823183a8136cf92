import { findOutsidePlugin, type OutsidePlugin } from './outside-plugins';
import { entriesOf } from './plugin-folders';

/** The plug-ins from outside. Read once; `leaveOutBrokenPlugins` has taken those that cannot be used from PLUGINS. */
export const OUTSIDE_PLUGINS: readonly OutsidePlugin[] = entriesOf(process.env.PLUGINS).map((entry) =>
  findOutsidePlugin(entry),
);
