import 'reflect-metadata';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ApiBody, ApiParam, ApiProduces, ApiQuery, ApiTags } from '@nestjs/swagger';
import { documentedParametersOf } from '../common/http/documented-parameters';
import { leaveOutModules } from './leave-out-modules';
import * as replacement from './without-documentation';
import * as withoutLodash from './without-lodash';

const SOURCE = join(__dirname, '../..');
const IMPORT = /import \{([^}]*)\} from '@nestjs\/swagger'/g;
/** They write documents. */
const WRITERS = ['DocumentBuilder', 'SwaggerModule'];

function sourceFiles(): string[] {
  return readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!\.spec)\.tsx?$/.test(file))
    .map((file) => join(SOURCE, file));
}

function importedNames(): string[] {
  const lists = sourceFiles().flatMap((file) => Array.from(readFileSync(file, 'utf8').matchAll(IMPORT)));
  const names = lists.flatMap(([, list = '']) => list.split(',').map((name) => name.trim()));
  return [...new Set(names.filter((name) => name !== '' && !name.startsWith('type ')))];
}

it('replaces everything that the server takes of @nestjs/swagger', () => {
  const names = importedNames().filter((name) => !WRITERS.includes(name));
  expect(names.length).toBeGreaterThan(10);
  expect(Object.keys(replacement)).toEqual(expect.arrayContaining(names));
});

it.each(['ApiBody', 'ApiQuery', 'ApiTags', 'ApiParam', 'ApiProduces'] as const)(
  'notes of a handler with %s whether it reads the query or the body, as the package does',
  (name) => {
    const placesBy = (decorators: Record<string, unknown>): unknown[] => {
      const handler = (): void => undefined;
      const decorate = decorators[name] as (options: object) => MethodDecorator;
      decorate({ name: 'size', type: String })({}, 'handler', { value: handler });
      const places = documentedParametersOf(handler).map((one) => one.in);
      return places.filter((place) => place !== 'path');
    };
    expect(placesBy(replacement)).toEqual(placesBy({ ApiBody, ApiParam, ApiProduces, ApiQuery, ApiTags }));
  },
);

it('replaces the functions of lodash that passport-headerapikey calls, and leaves out no decorator that is used', () => {
  const strategy = readFileSync(require.resolve('passport-headerapikey/lib/Strategy'), 'utf8');
  const called = Array.from(strategy.matchAll(/\b_[.](\w+)\(/g), ([, name = '']) => name);
  expect(Object.keys(withoutLodash).sort()).toEqual([...new Set(called)].sort());
  const files = sourceFiles().filter((file) =>
    /\b[Ii]s(?:PhoneNumber|StrongPassword)\(/.test(readFileSync(file, 'utf8')),
  );
  expect(files).toEqual([]);
});

/** A file and those that it imports, with the packages. */
function importsOf(file: string, found = new Set<string>()): Set<string> {
  found.add(file);
  for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(/^import (?!type )(?:[^;']* from )?'([^']+)';/gm)) {
    const imported = name.startsWith('.') ? require.resolve(join(dirname(file), name)) : name;
    if (name.startsWith('.') && !found.has(imported)) {
      importsOf(imported, found);
    }
    found.add(imported);
  }
  return found;
}

it('is called before a package is loaded of which it leaves out a part', () => {
  const loaded = importsOf(join(SOURCE, 'main.ts'));
  expect(loaded).toContain('semver');
  expect(
    ['class-validator', 'typeorm', '@nestjs/swagger', 'passport-headerapikey'].filter((one) => loaded.has(one)),
  ).toEqual([]);
});

it('leaves out the package and drivers of other databases, and nothing else', () => {
  const loader = { _resolveFilename: (request: string) => request };
  leaveOutModules(loader);
  const factory = { filename: '/app/node_modules/typeorm/driver/DriverFactory.js' };
  expect(loader._resolveFilename('@nestjs/swagger')).toBe(require.resolve('./without-documentation'));
  const replaced = (request: string, from?: object) =>
    (loader._resolveFilename as (...given: unknown[]) => string)(request, from) !== request;
  expect(
    ['./sap/SapDriver', './aurora-postgres/AuroraPostgresDriver'].filter((one) => !replaced(one, factory)),
  ).toEqual([]);
  expect(['./postgres/PostgresDriver', '../error/MissingDriverError'].filter((one) => replaced(one, factory))).toEqual(
    [],
  );
  expect(replaced('./sap/SapDriver', { filename: '/app/dist/app.js' })).toBe(false);
  expect(replaced('lodash', { filename: '/app/node_modules/passport-headerapikey/lib/Strategy.js' })).toBe(true);
  expect(replaced('lodash', { filename: '/app/node_modules/other/lib/Strategy.js' })).toBe(false);
  expect(replaced('@nestjs/common')).toBe(false);
});
