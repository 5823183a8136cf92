import type { Context } from './context';

/** An installation that was started with few plug-ins, whatever the environment of its commands says: a file `*.few-plugins.ts` exports one. */
export interface FewPlugins {
  /** Names of the plug-ins that it runs. */
  readonly plugins: readonly string[];
  /** Whether the installation that is examined is one. */
  readonly isInstalled: (context: Context) => Promise<boolean>;
}
