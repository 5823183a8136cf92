import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const PROJECT = resolve(__dirname, '../..');

interface Package {
  engines?: { node?: string };
}

const read = (file: string) => JSON.parse(readFileSync(resolve(PROJECT, file), 'utf8'));
const packagesIn = (lock: string) => Object.entries<Package>(read(lock).packages);

it.each(['package-lock.json', 'tools/package-lock.json'])(
  'every package in %s supports the oldest Node that Keyward supports',
  (lock) => {
    // The version that Fastify installs.
    const semver = createRequire(require.resolve('fastify'))('semver');
    const oldest = semver.minVersion(read('package.json').engines.node);
    const refusing = packagesIn(lock)
      .filter(([, { engines }]) => engines?.node !== undefined && !semver.satisfies(oldest, engines.node))
      .map(([path]) => path);
    expect(refusing).toEqual([]);
  },
);

it('npm ci installs fewer than 550 packages: programs that neither the server nor its tests need are in tools/', () => {
  const installed = packagesIn('package-lock.json').filter(
    ([path]) => path !== '' && existsSync(resolve(PROJECT, path, 'package.json')),
  );
  expect(installed.length).toBeGreaterThan(200);
  expect(installed.length).toBeLessThan(550);
});

it('tools/ has the same TypeScript as the project', () => {
  expect(read('tools/package.json').dependencies.typescript).toBe(read('package.json').devDependencies.typescript);
});
