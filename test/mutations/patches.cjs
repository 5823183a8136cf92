const { readdirSync } = require('node:fs');
const { basename, join } = require('node:path');

/**
 * A fault that StrykerJS has no mutator for, such as a lock that is missing.
 * @typedef {object} Patch
 * @property {string} file
 * @property {string} find text that is once in the file
 * @property {string} replace
 * @property {string} fault the wrong behavior
 * @property {string} spec beginning of the path of the specs that notice it, which run first
 * @property {string} [equivalent] why no test can notice it
 */

const FOLDER = join(__dirname, 'patches');

/** The patches of all areas: each file is named like its area. */
const PATCHES = readdirSync(FOLDER)
  .toSorted()
  .flatMap((name) => require(join(FOLDER, name)).map((patch) => ({ area: basename(name, '.cjs'), ...patch })));

module.exports = { PATCHES };
