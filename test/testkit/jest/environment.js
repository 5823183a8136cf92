const { AsyncLocalStorage } = require('node:async_hooks');
const { flushCompileCache } = require('node:module');
const performance = require('node:perf_hooks');
const { ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');
const { stopLeftovers } = require('../leftovers');
require('./quick-hashes');

// Every read of the real one asks the operating system, and Nest reads it thousands of times while a server starts.
process.env = { ...process.env };

const delays = new Set();
const { monitorEventLoopDelay } = performance;

/** The metrics library never stops the timers of these: a worker would become slower with each spec file. */
performance.monitorEventLoopDelay = (options) => {
  const delay = monitorEventLoopDelay(options);
  delays.add(delay);
  return delay;
};

const observers = new Set();
const { observe } = performance.PerformanceObserver.prototype;

/** The metrics library never ends that of garbage collections, which keeps its server in memory. */
performance.PerformanceObserver.prototype.observe = function (...parameters) {
  observers.add(this);
  return observe.apply(this, parameters);
};

const ENDING_SIGNALS = ['SIGINT', 'SIGTERM'];

const storages = new Set();
const { run } = AsyncLocalStorage.prototype;

/** Jest has one of these for each spec file, and Node copies all that are in use to every promise: disabled after the file. */
AsyncLocalStorage.prototype.run = function (...parameters) {
  storages.add(this);
  return run.apply(this, parameters);
};

/** All spec files of a worker share one realm with the application. Changes by a file are restored after it. */
module.exports = class SharedEnvironment {
  global = globalThis;
  moduleMocker = new ModuleMocker(globalThis);
  hasFailed = false;
  before = {
    symbols: new Set(Object.getOwnPropertySymbols(globalThis)),
    variables: { ...process.env },
    console: globalThis.console,
    exit: process.exit,
    onSignals: ENDING_SIGNALS.flatMap((signal) => process.listeners(signal)),
  };

  constructor({ projectConfig: config }) {
    this.fakeTimersModern = new ModernFakeTimers({ config, global: globalThis });
  }

  async setup() {
    // Jest's limit is 100: the application makes thousands of errors that nobody prints.
    Error.stackTraceLimit = 20;
  }

  handleTestEvent({ name }, { rootDescribeBlock }) {
    if (name === 'teardown') {
      forget(rootDescribeBlock);
    }
    if (name === 'run_start') {
      this.endAtSignals();
    }
    this.hasFailed ||= name === 'test_fn_failure' || name === 'hook_failure';
  }

  /** The application, once loaded, waits for these to stop a server: a run of one spec file, which has no worker, would go on. */
  endAtSignals() {
    for (const signal of ENDING_SIGNALS) {
      for (const listener of process.listeners(signal).filter((one) => !this.before.onSignals.includes(one))) {
        process.off(signal, listener);
      }
    }
  }

  async teardown() {
    this.fakeTimersModern.dispose();
    try {
      await stopLeftovers();
      if (this.hasFailed) {
        await require('../shared-server').closeSharedServers();
      }
    } finally {
      this.moduleMocker.restoreAllMocks();
      delays.forEach((delay) => delay.disable());
      delays.clear();
      observers.forEach((observer) => observer.disconnect());
      observers.clear();
      storages.forEach((storage) => storage.disable());
      storages.clear();
      // At its end, a worker would take longer for this than Jest waits, be killed, and keep nothing for the next run.
      flushCompileCache?.();
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

/** Node keeps some handles to its end, and with them the hook that created them, whose block leads to the application. */
function forget(block) {
  for (const part of [block, ...block.hooks, ...block.children]) {
    part.asyncError = undefined;
    part.fn = undefined;
    part.parent = undefined;
  }
  block.children.filter(({ type }) => type === 'describeBlock').forEach(forget);
  block.hooks = [];
  block.children = [];
}
