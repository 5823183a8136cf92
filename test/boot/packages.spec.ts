import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const PROJECT = resolve(__dirname, '../..');

interface Package {
  engines?: { node?: string };
}

const read = (file: string) => JSON.parse(readFileSync(resolve(PROJECT, file), 'utf8'));

it('every installed package supports the oldest Node that Keyward supports', () => {
  // The version that the linter installs.
  const semver = createRequire(require.resolve('typescript-eslint'))('semver');
  const oldest = semver.minVersion(read('package.json').engines.node);
  const refusing = Object.entries<Package>(read('package-lock.json').packages)
    .filter(([, { engines }]) => engines?.node !== undefined && !semver.satisfies(oldest, engines.node))
    .map(([path]) => path);
  expect(refusing).toEqual([]);
});
