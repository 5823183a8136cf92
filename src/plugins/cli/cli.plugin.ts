import { definePlugin } from '../../core/common/plugins/define-plugin';

/** The command `keyward`. Other plug-ins add commands to it in their folder `cli`. */
export const CLI_PLUGIN = definePlugin({ name: 'cli' });
