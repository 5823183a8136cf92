import { EventEmitter } from 'node:events';
import { sep } from 'node:path';
import type { INestApplication } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { Counter, Gauge, Histogram, Registry, Summary } from 'prom-client';
import { PROJECT_DIR } from '../../src/core/common/project';

type Restore = () => void;

const SOURCE = `${PROJECT_DIR}${sep}src${sep}`;
/** Connections, whose state does not depend on the data. */
const CONNECTIONS = [`platform${sep}database${sep}`, `platform${sep}jobs${sep}`];
/** In these folders, but with a state of the data or of tests. */
const STATES = ['cached-value.ts', 'unit-of-work.ts'];

/**
 * Remembers the fields of all services and of the objects, lists, maps, sets and typed arrays in them. The returned function restores
 * these: caches, counts and replaced methods. It returns false if something was aborted, which nothing restores.
 */
export function rememberMemory(app: INestApplication): () => boolean {
  const memory = new Memory(ownClasses());
  for (const { providers, controllers } of app.get(ModulesContainer).values()) {
    [...providers.values(), ...controllers.values()].forEach(({ instance }) => memory.remember(instance));
  }
  return () => memory.restore();
}

let known: { readonly modules: number; readonly classes: ReadonlySet<unknown> } | undefined;

/** Constructors that the source exports, but those of connections, and of metrics. */
function ownClasses(): ReadonlySet<unknown> {
  const modules = Object.keys(require.cache).length;
  if (known?.modules !== modules) {
    known = { modules, classes: readClasses() };
  }
  return known.classes;
}

function readClasses(): ReadonlySet<unknown> {
  const classes = new Set<unknown>([Counter, Gauge, Histogram, Registry, Summary]);
  for (const [file, module] of Object.entries(require.cache)) {
    const path = file.startsWith(SOURCE) ? file.slice(SOURCE.length) : undefined;
    const isConnection =
      CONNECTIONS.some((folder) => path?.startsWith(folder)) && !STATES.some((file) => path?.endsWith(file));
    if (path !== undefined && !isConnection) {
      Object.values(Object(module?.exports)).forEach((exported) => classes.add(exported));
    }
  }
  return classes;
}

class Memory {
  private readonly seen = new Set<unknown>();
  private readonly restores: Restore[] = [];
  private readonly signals: AbortSignal[] = [];

  constructor(private readonly classes: ReadonlySet<unknown>) {}

  restore(): boolean {
    this.restores.forEach((restore) => restore());
    return !this.signals.some(({ aborted }) => aborted);
  }

  remember(value: unknown): void {
    if (value instanceof AbortController) {
      this.signals.push(value.signal);
      return;
    }
    if (typeof value !== 'object' || value === null || this.seen.has(value) || !this.isState(value)) {
      return;
    }
    this.seen.add(value);
    if (value instanceof Map) {
      this.rememberMap(value);
    } else if (value instanceof Set) {
      this.rememberSet(value);
    } else if (isNumbers(value)) {
      const numbers = value.slice();
      this.restores.push(() => value.set(numbers));
    } else if (Array.isArray(value)) {
      this.rememberList(value);
    } else {
      this.rememberFields(value);
    }
  }

  private isState(value: object): boolean {
    if (value instanceof EventEmitter || Object.isFrozen(value)) {
      return false;
    }
    const { constructor } = value;
    const isPlain = [Object, Array, Map, Set].some((type) => type === constructor);
    return isPlain || isNumbers(value) || this.classes.has(constructor);
  }

  private rememberMap(map: Map<unknown, unknown>): void {
    const entries = [...map];
    this.restores.push(() => {
      map.clear();
      entries.forEach(([key, value]) => map.set(key, value));
    });
    entries.forEach(([, value]) => this.remember(value));
  }

  private rememberSet(set: Set<unknown>): void {
    const values = [...set];
    this.restores.push(() => {
      set.clear();
      values.forEach((value) => set.add(value));
    });
    values.forEach((value) => this.remember(value));
  }

  private rememberList(list: unknown[]): void {
    const values = [...list];
    this.restores.push(() => list.splice(0, list.length, ...values));
    values.forEach((value) => this.remember(value));
  }

  private rememberFields(target: object): void {
    const fields = new Map(Object.entries(target));
    const names = new Set(Reflect.ownKeys(target));
    this.restores.push(() => {
      // Also fields that are not enumerable, as `defineProperty` makes them.
      for (const name of Reflect.ownKeys(target)) {
        if (!names.has(name)) {
          Reflect.deleteProperty(target, name);
        }
      }
      for (const [name, value] of fields) {
        if (Reflect.get(target, name) !== value) {
          Reflect.set(target, name, value);
        }
      }
    });
    fields.forEach((value) => this.remember(value));
  }
}

function isNumbers(value: object): value is Int32Array | Float64Array {
  return value instanceof Int32Array || value instanceof Float64Array;
}
