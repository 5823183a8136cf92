const { ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');
const { stopLeftovers } = require('../leftovers');

/** All spec files of a worker share one realm with the application. Changes by a file are restored after it. */
module.exports = class SharedEnvironment {
  global = globalThis;
  moduleMocker = new ModuleMocker(globalThis);
  before = {
    symbols: new Set(Object.getOwnPropertySymbols(globalThis)),
    variables: { ...process.env },
    console: globalThis.console,
    exit: process.exit,
  };

  constructor({ projectConfig: config }) {
    this.fakeTimersModern = new ModernFakeTimers({ config, global: globalThis });
  }

  async setup() {}

  async teardown() {
    this.fakeTimersModern.dispose();
    try {
      await stopLeftovers();
    } finally {
      this.restore();
    }
  }

  restore() {
    const { symbols, variables, console, exit } = this.before;
    Object.assign(globalThis, { console });
    Object.assign(process, { exit });
    for (const name of Object.keys(process.env).filter((name) => !(name in variables))) {
      delete process.env[name];
    }
    Object.assign(process.env, variables);
    // Jest keeps the state of a file under these, such as its timeout and its listeners.
    for (const symbol of Object.getOwnPropertySymbols(globalThis).filter((symbol) => !symbols.has(symbol))) {
      Reflect.deleteProperty(globalThis, symbol);
    }
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return null;
  }
};
