import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCatalogFile } from './catalog-file';

const FILE = `# The catalog of a shop.
products:
  - reference: camera
    name: Camera
    entitlements:
      - { code: export.pdf, name: Export, type: flag }
    policy: &seats
      max_activations: 5
      entitlements: { export.pdf: true }
policies:
  - name: Monthly
    <<: *seats
    duration_days: 30
webhooks:
  - url: \${HOOK_URL}
    events: ['license.*']
    secret: \${HOOK_SECRET}
`;

const VARIABLES = { HOOK_URL: 'https://hooks.example.com/', HOOK_SECRET: 'a secret of sixteen characters' };

let path: string;
beforeAll(() => {
  path = join(mkdtempSync(join(tmpdir(), 'keyward-catalog-')), 'catalog.yaml');
});
afterAll(() => rmSync(join(path, '..'), { recursive: true }));

function reading(text: string) {
  writeFileSync(path, text);
  return readCatalogFile(path, VARIABLES);
}

it('reads a file with its variables and shared parts', async () => {
  const { value } = await reading(FILE);
  expect(value).toMatchObject({
    policies: [{ name: 'Monthly', max_activations: 5, entitlements: { 'export.pdf': true }, duration_days: 30 }],
    webhooks: [{ url: 'https://hooks.example.com/', secret: 'a secret of sixteen characters' }],
  });
});

it('names the line of what the server refuses', async () => {
  const { describe } = await reading(FILE);
  const at = (field: string): string[] => describe({ field, message: 'is wrong' });
  expect(at('policies.0.duration_days')).toEqual([`${path}:13: policies[0].duration_days: is wrong`]);
  expect(at('products.0.entitlements.0.type')).toEqual([`${path}:6: products[0].entitlements[0].type: is wrong`]);
  expect(at('products.0.policy.entitlements.export.pdf')).toEqual([
    `${path}:9: products[0].policy.entitlements.export.pdf: is wrong`,
  ]);
  expect(at('products.0.policy.seats')).toEqual([`${path}:8: products[0].policy.seats: is wrong`]);
  expect(describe({ message: 'no place' })).toEqual([]);
});

const bomb = ['&a [x, x, x, x, x, x, x, x, x]', ...'abcdefgh'].map((anchor, index, all) =>
  index === 0 ? `a: ${anchor}` : `${all[index + 1] ?? 'z'}: &${all[index + 1] ?? 'z'} [${`*${anchor},`.repeat(9)}]`,
);

const WRONG: [what: string, text: string, sentence: RegExp][] = [
  ['an infinite number', FILE.replace(': 5', ': .inf'), /yaml:8: products\[0\][.]policy[.]max_activations: .*no value/],
  ['a secret', FILE.replace('${HOOK_SECRET}', 'whsec_x'), /yaml:17: webhooks\[0\][.]secret: .*no secret/],
  ['an unknown variable', FILE.replace('HOOK_URL', 'NONE'), /yaml:15: .*NONE is not set/],
  ['broken YAML', FILE.replace('    name: Camera', '   name: Camera'), /catalog[.]yaml: .* at line 4/],
  ['a field twice', FILE.replace('    name: Camera', '    reference: Camera'), /catalog[.]yaml: .*unique.* line 4/],
  ['an unknown tag', FILE.replace('30', '!!python/object 30'), /catalog[.]yaml: .*tag.* line 13/],
  ['a list', '- products', /has the sections/],
  ['nothing', '', /has the sections/],
  ['aliases of aliases', bomb.join('\n'), /Excessive alias count/],
  ['more than 2 MiB', 'a'.repeat(2 * 1024 * 1024 + 1), /at most 2 MiB/],
];

it.each(WRONG)('refuses a file with %s', async (_what, text, sentence) => {
  await expect(reading(text)).rejects.toThrow(sentence);
});

it('refuses a file that does not exist', async () => {
  await expect(readCatalogFile(`${path}.gone`)).rejects.toThrow(/no such file/);
});
