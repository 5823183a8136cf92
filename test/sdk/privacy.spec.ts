import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Device } from '../../sdk/src/license/device';
import type { LicenseOptions } from '../../sdk/src/license/open-license';
import { PROJECT } from './support/installed-sdk';
import { LicensedProgram } from './support/licensed-program';

const PAGE = readFileSync(join(PROJECT, 'docs/privacy/clients.md'), 'utf8');
const NAMED = { appVersion: '1.0.0', channel: 'beta', user: 'a', policy: 'p', group: 'g', customer: 'c' } as const;
const CHECKSUM = 'a'.repeat(64);
const TARGET = { platform: 'windows', arch: 'x64', kind: 'installer', label: 'small', os_version: '10.0' } as const;
const DEVICE: Device = {
  fingerprint: () => Promise.resolve('desk'),
  environment: () => Promise.resolve('physical'),
};
/** TypeScript sends these, too, as the page says below its table. */
const USAGE_TOO = ['product', 'app_version', 'channel', 'user'];

interface Row {
  readonly always: readonly string[];
  readonly named: readonly string[];
}

/** The table of the page, by the path of the call. */
const TABLE = new Map<string, Row>(
  [...PAGE.matchAll(/^\| `([a-z/-]+)` \| (.*?) \| (.*?) ?\|$/gm)]
    .filter(([, , always]) => always?.startsWith('`'))
    .map(([, call = '', always, named]) => [call, { always: fieldsIn(always), named: fieldsIn(named) }]),
);

function fieldsIn(cell = ''): string[] {
  return [...cell.matchAll(/`(\w+)`/g)].map(([, name = '']) => name);
}

/** The fields that a program sends with each call. */
async function sentBy(
  options: Partial<LicenseOptions>,
  target?: typeof TARGET,
): Promise<Map<string, ReadonlySet<string>>> {
  const program = new LicensedProgram();
  const sent = new Map<string, ReadonlySet<string>>();
  const fetch: typeof program.server.fetch = (address, init) => {
    const call = new URL(address).pathname.replace('/api/v1/', '');
    const body = typeof init.body === 'string' ? (JSON.parse(init.body) as object) : {};
    sent.set(call, new Set([...(sent.get(call) ?? []), ...Object.keys(body)]));
    return program.server.fetch(address, init);
  };
  const license = await program.start({ device: DEVICE, fetch, ...options });
  // The server of the test answers only some of these: what is sent counts.
  await Promise.allSettled([license.activate('KEY-1'), license.check()]);
  await license.checkForUpdate('1.0.0', target).catch(() => undefined);
  await license.recordUsage('exports').catch(() => undefined);
  const trial = target ? { email: 'a@example.com', domain: 'example.com' } : {};
  await license.startTrial(trial).catch(() => undefined);
  await license.release().catch(() => undefined);
  await program.end();
  return sent;
}

describe('the page about what clients send', () => {
  it('names what a program sends that names nothing about itself', async () => {
    for (const [call, fields] of await sentBy({})) {
      const known = [...(TABLE.get(call)?.always ?? []), ...(call === 'usage' ? ['product'] : [])];
      // The key is known here.
      const key = call === 'updates/check' ? ['license_key'] : [];
      expect({ call, fields: [...fields].sort() }).toEqual({ call, fields: [...known, ...key].sort() });
    }
  });

  it('names what a program with a floating license sends', async () => {
    const sent = await sentBy({ floating: true });
    const sessions = [...sent].filter(([call]) => call.startsWith('license-sessions'));
    expect(sessions.map(([call]) => call)).toContain('license-sessions');
    for (const [call, fields] of sessions) {
      expect({ call, fields: [...fields].sort() }).toEqual({ call, fields: TABLE.get(call)?.always.toSorted() });
    }
  });

  it('names what a program sends that names everything', async () => {
    const sent = await sentBy({ ...NAMED, checksum: CHECKSUM }, TARGET);
    expect([...sent.keys()]).toEqual(expect.arrayContaining(['activate', 'validate', 'updates/check', 'usage']));
    for (const [call, fields] of sent) {
      const { always = [], named = [] } = TABLE.get(call) ?? {};
      const known = [...always, ...named, ...(call === 'usage' ? USAGE_TOO : [])];
      // A license file is named only where one is in use.
      const expected = known.filter((name) => name !== 'license_file');
      expect({ call, fields: [...fields].sort() }).toEqual({ call, fields: expected.sort() });
    }
  });
});
