import { checkPlugins } from '../../../../core/start/check-plugins';
import { MISSING_PLUGINS } from '../../missing-plugins';
import type { Check } from './check';

export const PLUGIN_CHECKS: readonly Check[] = [
  {
    name: 'plugins',
    finds: 'a plug-in of `PLUGINS` that is left out, because it is gone, is for another version or cannot be loaded',
    // Loads the server once for each plug-in.
    limitMs: 120_000,
    run: async ({ environment }) => {
      const reasons = (await checkPlugins(environment.PLUGINS)).leftOut.map(({ reason }) => reason);
      return [...MISSING_PLUGINS, ...reasons].map((problem) => ({
        problem,
        remedy: 'Mend or install it, or take it from PLUGINS.',
      }));
    },
  },
];
