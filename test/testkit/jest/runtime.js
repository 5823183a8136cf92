const { createRequire } = require('node:module');
const { compileFunction } = require('node:vm');
const { default: Runtime } = require('jest-runtime');

const AS_COMMONJS = {
  isInternalModule: false,
  supportsDynamicImport: true,
  supportsExportNamespaceFrom: false,
  supportsStaticESM: false,
  supportsTopLevelAwait: false,
};

/** Source maps of all TypeScript loaded by this worker, so that stack traces have the right lines in every spec file. */
const sourceMaps = new Map();
let sourceMapsOfFile;
let transformer;

require.extensions['.ts'] = require.extensions['.tsx'] = (module, filename) => {
  const { code, sourceMapPath } = transformer.transform(filename, AS_COMMONJS);
  sourceMaps.set(filename, sourceMapPath);
  sourceMapsOfFile.set(filename, sourceMapPath);
  module._compile(code, filename);
};

/**
 * Jest loads all modules anew for each spec file; for this application that takes longer than most spec files do. Here
 * Node loads them, once in each worker. Only the spec file and Jest's own modules are still loaded by Jest.
 */
module.exports = class SharedModulesRuntime extends Runtime {
  constructor(config, environment, resolver, ...rest) {
    super(config, environment, resolver, ...rest);
    const [ownTransformer, , , specFile, globalConfig] = rest;
    this.specFile = specFile;
    transformer = ownTransformer;
    sourceMapsOfFile = this.getSourceMaps();
    sourceMaps.forEach((map, file) => sourceMapsOfFile.set(file, map));
    this.compileInRealmOfApplication();
    if (globalConfig.watch || globalConfig.watchAll) {
      forgetTypeScript();
    }
  }

  requireModule(from, moduleName, options, isRequireActual) {
    const isOfJest = options?.isInternalModule === true;
    if (isOfJest || (from === this.specFile && moduleName === undefined)) {
      return super.requireModule(from, moduleName, options, isRequireActual);
    }
    return createRequire(from)(moduleName ?? from);
  }

  setMock(_from, moduleName) {
    throw new Error(`${moduleName} is loaded once for all spec files: use jest.spyOn() on what it exports instead`);
  }

  /** Jest compiles for another realm, where a Date or an Error of the application is no instance of Date or Error. */
  compileInRealmOfApplication() {
    const { executor } = this;
    if (typeof executor?.compile !== 'function' || !Array.isArray(executor.injectedModuleParameters)) {
      throw new Error('This version of Jest compiles modules differently: adapt test/testkit/jest/runtime.js');
    }
    executor.compile = (code, filename) => compileFunction(code, executor.injectedModuleParameters, { filename });
  }
};

function forgetTypeScript() {
  for (const file of Object.keys(require.cache).filter((name) => /\.tsx?$/.test(name))) {
    delete require.cache[file];
  }
}
