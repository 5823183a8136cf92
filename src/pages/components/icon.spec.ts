import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ICONS } from '../../core/common/plugins/icons';

it('each icon has its shapes in icons.svg, and none is there in vain', () => {
  const sprite = readFileSync(join(__dirname, '../assets/icons.svg'), 'utf8');
  const names = Array.from(sprite.matchAll(/<symbol id="([a-z0-9-]+)"/g), ([, name]) => name);
  expect(names).toEqual(ICONS);
});
