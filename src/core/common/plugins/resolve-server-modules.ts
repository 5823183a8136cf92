import { createRequire } from 'node:module';
import { join, sep } from 'node:path';
import { OUTSIDE_PLUGINS } from '../declarations/used-plugins';
import { PROJECT_DIR, readProjectFile } from '../project';
import { redirectModules } from './module-resolver';

/** Plug-ins import these of the server. */
const FACES: Readonly<Record<string, string>> = {
  'keyward/plugin': 'plugin.js',
  'keyward/pages': 'pages/index.js',
};
const CORE = 'keyward/core/';
const BUILT = join(__dirname, '..', '..', '..');

/**
 * Lets plug-ins from outside use the server's own modules: `keyward/plugin`, `keyward/core/<room>`, and every package that the
 * server has, such as Nest and TypeORM, whatever the plug-in has installed. Two copies of these would not know each other's classes.
 */
export function resolveServerModules(): void {
  const { dependencies = {} } = JSON.parse(readProjectFile('package.json')) as {
    readonly dependencies?: Readonly<Record<string, string>>;
  };
  const owned = Object.keys(dependencies);
  const server = createRequire(join(PROJECT_DIR, 'package.json'));
  redirectModules((request, importer) => {
    const isOutside = OUTSIDE_PLUGINS.some(({ folder }) => importer?.startsWith(folder + sep));
    if (!isOutside) {
      return undefined;
    }
    const face =
      FACES[request] ?? (request.startsWith(CORE) ? join('core', request.slice(CORE.length), 'index.js') : undefined);
    if (face !== undefined) {
      return join(BUILT, face);
    }
    const isOwned = owned.some((name) => request === name || request.startsWith(`${name}/`));
    return isOwned ? server.resolve(request) : undefined;
  });
}
