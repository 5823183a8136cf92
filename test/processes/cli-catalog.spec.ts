import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyOf } from '../testkit/callers';
import { TestServer } from '../testkit/server';
import { runCommand } from './command';
import { Program } from './program';

const URL = 'https://hooks.example.com/keyward';
const SECRET = 'whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz';
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
mail_templates:
  - kind: license_issued
    language: en
    product: camera
    subject: Your license
    body: |-
      Hello,
      your key is {{license.key}}.
`;

let server: TestServer;
let folder: string;
let asKey: Record<string, string>;
let asAdmin: Record<string, string>;

beforeAll(() => Program.build());
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keyward-catalog-'));
  server = await TestServer.start();
  const KEYWARD_URL = await server.listen();
  const more = { HOOK_URL: URL, HOOK_SECRET: SECRET };
  const permissions = ['catalog:read', 'products:read', 'policies:read'];
  asKey = { KEYWARD_URL, KEYWARD_API_KEY: (await keyOf(server, 'internal', { permissions })).key, ...more };
  asAdmin = { KEYWARD_URL, KEYWARD_TOKEN: await server.adminToken(), ...more };
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await server.stop();
});

function written(text: string): string {
  const path = join(folder, 'catalog.yaml');
  writeFileSync(path, text);
  return path;
}

describe('keyward catalog', () => {
  it('shows what a file changes, applies it once, and then finds nothing to do', async () => {
    const path = written(FILE);
    const diff = await runCommand(['catalog', 'diff', path], asAdmin);
    expect([diff.code, diff.errors]).toEqual([2, '']);
    expect(diff.output).toBe(`+ product camera
    name: Camera
+ entitlement export.pdf of camera
    name: Export
    type: flag
+ policy of camera
    max_activations: 5
    entitlements.export.pdf: {"value":true,"expires_at":null}
+ policy Monthly
    duration_days: 30
    max_activations: 5
    entitlements.export.pdf: {"value":true,"expires_at":null}
+ webhook ${URL}
    events: ["license.*"]
    secret: (hidden)
+ mail_template license_issued en of camera
    subject: Your license
    body: "Hello,\\nyour key is {{license.key}}."
? product v2-default is not in the file
? product lic-default is not in the file
? product progran3-default is not in the file

To create: 6, to change: 0, to delete: 0. Not in the file: 3, which --prune would delete.
`);
    const asked = await runCommand(['catalog', 'apply', path], asAdmin);
    expect([asked.code, asked.errors]).toEqual([1, expect.stringContaining('--yes')]);
    const applied = await runCommand(['catalog', 'apply', path, '--yes', '--reason', 'release 5'], asAdmin);
    expect([applied.code, applied.errors, applied.output]).toEqual([0, '', expect.stringMatching(/\nApplied[.]\n$/)]);
    const [entry] = (await server.sdk.audit.listEntries({ action: 'webhook_endpoint.created' })).items;
    expect(entry).toMatchObject({ reason: 'release 5' });

    const again = await runCommand(['catalog', 'diff', path, '--json'], asAdmin);
    expect([again.code, JSON.parse(again.output).changes]).toEqual([0, []]);
    const nothing = await runCommand(['catalog', 'apply', path, '--yes'], asAdmin);
    expect([nothing.code, nothing.output]).toEqual([0, expect.stringContaining('Nothing to do.')]);
    const changed = written(FILE.replace('max_activations: 5', 'max_activations: 3'));
    const { code, output } = await runCommand(['catalog', 'diff', changed], asAdmin);
    expect([code, output]).toEqual([
      2,
      expect.stringContaining('~ policy of camera (licenses: 0)\n  ! max_activations: 5 → 3\n'),
    ]);
  });

  it('exports YAML without secrets, which it applies from standard input', async () => {
    const { code, errors, output } = await runCommand(['catalog', 'export'], asAdmin);
    expect([code, errors]).toEqual([0, '']);
    expect(output).toContain('- reference: camera\n');
    expect(output).not.toContain(SECRET);
    expect((await runCommand(['catalog', 'diff', '-'], asAdmin, output)).code).toBe(0);
    const applied = await runCommand(['catalog', 'apply', '-', '--yes', '--json'], asAdmin, output);
    expect([applied.code, JSON.parse(applied.output).changes]).toEqual([0, []]);
    const { output: json } = await runCommand(['catalog', 'export', '--json'], asKey);
    expect(Object.keys(JSON.parse(json))).toEqual(['products', 'policies']);
  });

  it('names the lines of what is wrong in a file, and applies nothing', async () => {
    const wrong: [string, RegExp, Record<string, string>?][] = [
      [
        FILE.replace('duration_days', 'duration_dayz'),
        /catalog[.]yaml:13: policies\[0\][.]duration_dayz: Unknown field/,
      ],
      [
        FILE.replace('export.pdf: true', 'export.csv: true'),
        /catalog[.]yaml:9: products\[0\][.]policy[.]entitlements[.]export[.]csv: .*declare/,
      ],
      [
        FILE.replace('license.key', 'license.kee'),
        /catalog[.]yaml:23: mail_templates\[0\][.]body: body uses [{]{2}license[.]kee[}]{2}/,
      ],
      [
        FILE,
        /webhooks\[0\][.]secret: the environment variable HOOK_SECRET is not set/,
        { ...asAdmin, HOOK_SECRET: '' },
      ],
    ];
    for (const [text, sentence, environment = asAdmin] of wrong) {
      const { code, output, errors } = await runCommand(['catalog', 'apply', written(text), '--yes'], environment);
      expect([text, code, errors]).toEqual([text, 1, expect.stringMatching(sentence)]);
      expect(output).not.toContain('Applied');
    }
  });

  it('fails with exit code 1 unless the two differ', async () => {
    const path = written(FILE);
    const failing: [string[], RegExp, Record<string, string>?][] = [
      [['diff', path, '--prun'], /unknown option '--prun'/],
      [['diff', path], /UNAUTHENTICATED/, { ...asKey, KEYWARD_API_KEY: 'wrong' }],
      [['diff', path], /Missing permission: webhooks:read/, asKey],
    ];
    for (const [args, sentence, environment = asAdmin] of failing) {
      const { code, output, errors } = await runCommand(['catalog', ...args], environment);
      expect([args, code, output, errors]).toEqual([args, 1, '', expect.stringMatching(/^keyward: .*\n$/)]);
      expect(errors).toMatch(sentence);
    }
    const { code, errors } = await runCommand(['catalog', 'apply', path, '--now'], asAdmin);
    expect([code, errors]).toEqual([2, "keyward: unknown option '--now'\n"]);
  });
});
