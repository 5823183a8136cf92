import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';

const PROJECT = resolve(__dirname, '../..');

interface Package {
  engines?: { node?: string };
  integrity?: string;
  link?: boolean;
}

const read = (file: string) => JSON.parse(readFileSync(resolve(PROJECT, file), 'utf8'));
const packagesIn = (lock: string) => Object.entries<Package>(read(lock).packages);

/** Of generators that only `test/debian/generators.spec.ts` runs, with the Node that npm runs. */
const OF_GENERATORS = /^node_modules\/@(?:hey-api|scalar)\/|^node_modules\/orval\b/;

it.each(['package-lock.json', 'tools/package-lock.json'])(
  'every package in %s supports the oldest Node that Keyward supports',
  (lock) => {
    // The version that Fastify installs.
    const semver = createRequire(require.resolve('fastify'))('semver');
    const oldest = semver.minVersion(read('package.json').engines.node);
    const refusing = packagesIn(lock)
      .filter(([, { engines }]) => engines?.node !== undefined && !semver.satisfies(oldest, engines.node))
      .map(([path]) => path);
    expect(refusing.filter((path) => !OF_GENERATORS.test(path))).toEqual([]);
  },
);

it.each(['package-lock.json', 'tools/package-lock.json', 'tools/release/package-lock.json', 'bench/package-lock.json'])(
  'npm verifies the content of every package in %s',
  (lock) => {
    const unverified = packagesIn(lock).filter(([path, { integrity, link }]) => path !== '' && !link && !integrity);
    expect(unverified.map(([path]) => path)).toEqual([]);
  },
);

it('the image runs no script of a package while it is built', () => {
  const installs = readFileSync(resolve(PROJECT, 'Dockerfile'), 'utf8').match(/^.*npm (?:ci|install).*$/gm) ?? [];
  expect(installs).not.toEqual([]);
  expect(installs.filter((line) => !line.includes('--ignore-scripts'))).toEqual([]);
});

it('npm ci installs fewer than 550 packages: programs that neither the server nor its tests need are in tools/', () => {
  const installed = packagesIn('package-lock.json').filter(
    ([path]) => path !== '' && existsSync(resolve(PROJECT, path, 'package.json')),
  );
  expect(installed.length).toBeGreaterThan(200);
  expect(installed.length).toBeLessThan(550);
});

it('each dependency is imported, or needed beside one that is: whoever installs the server gets them all', () => {
  const dependencies = Object.keys(read('package.json').dependencies);
  const source = resolve(PROJECT, 'src');
  const texts = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((path) => /(?<!\.spec)\.tsx?$/.test(path))
    .map((path) => readFileSync(join(source, path), 'utf8'))
    .join('\n');
  const peers = dependencies.flatMap((name) => {
    const { peerDependencies = {}, peerDependenciesMeta = {} } = read(`node_modules/${name}/package.json`);
    return Object.keys(peerDependencies).filter((peer) => peerDependenciesMeta[peer]?.optional !== true);
  });
  // Preact is the source of JSX, by the options of the compiler.
  const unused = dependencies.filter(
    (name) => name !== 'preact' && !texts.includes(`'${name}`) && !peers.includes(name),
  );
  expect(unused).toEqual([]);
});

it('tools/ has the same TypeScript as the project', () => {
  expect(read('tools/package.json').dependencies.typescript).toBe(read('package.json').devDependencies.typescript);
});

const releaseNotes = (tag: string) =>
  spawnSync(process.execPath, [resolve(PROJECT, 'scripts/release-notes.mjs'), tag], { encoding: 'utf8' });

it('the tag of this version is all that a release needs: all files have it, and the changelog describes it', () => {
  const { status, stdout, stderr } = releaseNotes(`v${read('package.json').version}`);
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^The first version\.$/m);
});

it('the tag of another version names each file that does not have it', () => {
  const { status, stdout, stderr } = releaseNotes('v9.9.9');
  expect([status, stdout]).toEqual([1, '']);
  const { version } = read('package.json');
  expect(stderr).toContain(`sdk/package.json has version ${version}, the tag is v9.9.9\n`);
  expect(stderr).toContain('CHANGELOG.md has no section [9.9.9]\n');
});

it('the lists of packages of clients have what their manifests name', () => {
  const script = `
    import { listOf } from './scripts/release/sbom.mjs';
    const lists = ['python', 'java', 'rust', 'go', 'csharp', 'php', 'c'].map((client) => JSON.parse(listOf('.', '1.2.3', client)));
    console.log(JSON.stringify(lists));`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: PROJECT,
    encoding: 'utf8',
  });
  const lists: { metadata: { component: { purl: string } }; components: { name: string; scope: string }[] }[] =
    JSON.parse(stdout);
  expect(
    lists.map(({ metadata, components }) => [metadata.component.purl, components.map(({ name }) => name)]),
  ).toEqual([
    ['pkg:pypi/keyward@1.2.3', ['cryptography']],
    ['pkg:maven/io.github.keyward/keyward@1.2.3', []],
    ['pkg:cargo/keyward@1.2.3', ['ed25519-dalek', 'log', 'reqwest', 'ring', 'serde', 'serde_json', 'ureq']],
    ['pkg:golang/github.com/keyward/keyward/sdk/go@1.2.3', []],
    ['pkg:nuget/Keyward@1.2.3', []],
    ['pkg:composer/keyward/sdk@1.2.3', ['php', 'ext-json', 'ext-openssl', 'ext-sodium']],
    ['pkg:generic/keyward-c@1.2.3', ['libcurl', 'libsodium', 'jansson', 'libcrypto']],
  ]);
  const optional = lists.flatMap(({ components }) => components.filter(({ scope }) => scope === 'optional'));
  expect(optional.map(({ name }) => name)).toEqual(['reqwest', 'ureq', 'libcrypto']);
});

const PAGES = [
  ...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'examples/README.md'],
  ...['COMPATIBILITY.md', 'ROADMAP.md', 'SECURITY.md', 'SUPPORT.md'],
  ...readdirSync(resolve(PROJECT, 'docs'), { encoding: 'utf8', recursive: true }).map((name) => `docs/${name}`),
].filter((name) => name.endsWith('.md') && !name.startsWith('docs/sdk/'));

/** A page without its samples. */
const proseOf = (page: string) => readFileSync(resolve(PROJECT, page), 'utf8').replace(/^```.*?^```$/gms, '');

/** Links to the headings of a page, as GitHub makes them. */
const anchorsIn = (page: string) =>
  [...proseOf(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replace(/[^\p{L}\p{N}_\- ]/gu, '')
      .replaceAll(' ', '-'),
  );

it('every link between pages leads to a file and a heading that exist', () => {
  const links = PAGES.flatMap((page) =>
    [
      ...proseOf(page)
        .replace(/`[^`\n]*`/g, '')
        .matchAll(/\]\(([^)\s]+)\)/g),
    ].map(([, target = '']) => ({ page, target })),
  ).filter(({ target }) => !/^[a-z]+:/.test(target));
  const broken = links.filter(({ page, target }) => {
    const [path = '', anchor] = target.split('#');
    const file = path === '' ? page : join(dirname(page), path);
    return (
      !existsSync(resolve(PROJECT, file)) ||
      (anchor !== undefined && !(file.endsWith('.md') && anchorsIn(file).includes(anchor)))
    );
  });
  expect(links.length).toBeGreaterThan(200);
  expect(broken).toEqual([]);
});

it('package.json of the SDK says where it comes from, and its README links nothing that npm does not show', () => {
  const { repository, homepage, bugs } = read('sdk/package.json');
  expect(repository).toMatchObject({ type: 'git', directory: 'sdk' });
  const source = repository.url.replace(/^git\+|\.git$/g, '');
  expect([homepage, bugs.url]).toEqual([`${source}/tree/main/sdk#readme`, `${source}/issues`]);

  const readme = readFileSync(resolve(PROJECT, 'sdk/README.md'), 'utf8');
  const links = [...readme.matchAll(/\]\(([^)]+)\)/g)].map(([, link = '']) => link);
  expect(links.length).toBeGreaterThan(10);
  expect(links.filter((link) => !/^(#|https:)/.test(link))).toEqual([]);
  const missing = links
    .filter((link) => link.startsWith(`${source}/`))
    .map((link) => link.replace(/^.*\/(?:blob|tree)\/main\/|#.*$/g, ''))
    .filter((path) => !existsSync(resolve(PROJECT, path)));
  expect(missing).toEqual([]);
});
