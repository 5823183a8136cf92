import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { allFiles } from './declarations';
import { pluginFoldersIn } from './plugin-folders';

it('has no two plug-ins that add to each other: a folder of the one is left out when the other is off', () => {
  const plugins = pluginFoldersIn(allFiles());
  const additions = plugins.flatMap(({ name, folder }) =>
    plugins
      .filter((other) => other.name !== name && existsSync(join(folder, other.name)))
      .map((other) => [name, other.name] as const),
  );
  expect(additions).toContainEqual(['relays', 'portal']);
  const names = additions.map((pair) => pair.join('/'));
  expect(additions.filter(([one, other]) => names.includes(`${other}/${one}`))).toEqual([]);
});
