const { readFileSync } = require('node:fs');
const { extname } = require('node:path');
const { transformSync } = require('@swc/core');
const { swcOptions } = require('../../scripts/swc-options.cjs');

/**
 * Lets Node require TypeScript where Jest does not compile it.
 * @returns ends that
 */
function requireTypeScript() {
  const { '.ts': ts, '.tsx': tsx } = require.extensions;
  require.extensions['.ts'] = require.extensions['.tsx'] = (module, filename) => compile(module, filename);
  return () => Object.assign(require.extensions, { '.ts': ts, '.tsx': tsx });
}

function compile(module, filename, source = readFileSync(filename, 'utf8')) {
  const { code } = transformSync(source, { ...swcOptions({ tsx: extname(filename) === '.tsx' }), filename });
  module._compile(code, filename);
}

module.exports = { compile, requireTypeScript };
