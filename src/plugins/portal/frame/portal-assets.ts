import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addAsset, sharedStyles } from '../../../pages/kit/assets';

const FOLDER = join(__dirname, '..', 'assets');

/** Paths of the portal's files. */
export const PORTAL_ASSETS = {
  styles: addAsset('portal', 'css', sharedStyles('base.css', 'language.css', 'chart.css') + textOf('portal.css')),
  scripts: addAsset('portal', 'js', textOf('portal.js')),
};

function textOf(name: string): string {
  return readFileSync(join(FOLDER, name), 'utf8');
}
