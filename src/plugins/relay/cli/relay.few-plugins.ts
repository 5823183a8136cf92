import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { FewPlugins } from '../../cli/machine/doctor/few-plugins';
import { COUNTER } from '../relay-mode';
import { OF_RELAYS } from './relay-environment';

/** A relay runs few plug-ins: `keyward relay start` turns the others off. */
export const RELAY_PLUGINS: FewPlugins = {
  plugins: OF_RELAYS,
  isInstalled: async (context) => {
    if (context.isEmbedded) {
      return existsSync(join(context.settings.DATA_DIR ?? '', COUNTER));
    }
    const database = await context.database();
    return (await database.query('SELECT FROM relay_state')).length > 0;
  },
};
