const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { PATCHES } = require('./patches.cjs');
const { compile } = require('./require-typescript.cjs');

module.exports = require('../testkit/jest/runtime');

const { KEYWARD_MUTATION_PATCH: number } = process.env;
const patch = PATCHES[Number(number)];

if (patch) {
  const file = join(__dirname, '..', '..', patch.file);
  const { '.ts': load } = require.extensions;
  require.extensions['.ts'] = (module, filename) =>
    filename === file
      ? compile(
          module,
          filename,
          readFileSync(file, 'utf8').replace(patch.find, () => patch.replace),
        )
      : load(module, filename);
}
