import { createHash } from 'node:crypto';
import { systemDevice } from '../../sdk/src/license/device';
import type { Platform } from '../../sdk/src/license/platform';
import { LicensedProgram } from './support/licensed-program';

const ID = '0123456789abcdef0123456789abcdef';

function platform(name: string, files: Record<string, string>, output?: string): Platform {
  return {
    name,
    variables: {},
    exists: async (path) => path in files,
    readFile: async (path) => files[path] ?? Promise.reject(new Error('ENOENT')),
    run: async () => output ?? Promise.reject(new Error('ENOENT')),
  };
}

const hashed = (product: string, id: string): string =>
  createHash('sha256').update(`${product}\0${id}`).digest('base64url');

const context = (remember = (_: string): void => undefined, remembered?: string) => ({
  product: 'my-program',
  remembered,
  remember,
  warn: () => undefined,
});

const IOREG = `+-o Root  <class IORegistryEntry>
  {
    "IOPlatformSerialNumber" = "C02XXXXXXXXX"
    "IOPlatformUUID" = "0F1E2D3C-4B5A-6978-8796-A5B4C3D2E1F0"
  }`;
const REG = `\r\nHKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Cryptography\r\n    MachineGuid    REG_SZ    6f9619ff-8b86-d011-b42d-00cf4fc964ff\r\n`;

it.each([
  ['Linux', platform('linux', { '/etc/machine-id': `${ID}\n`, '/var/lib/dbus/machine-id': 'f'.repeat(32) }), ID],
  ['Linux with D-Bus alone', platform('linux', { '/var/lib/dbus/machine-id': ID }), ID],
  [
    'Linux before its first start is done',
    platform('linux', { '/etc/machine-id': 'uninitialized\n', '/var/lib/dbus/machine-id': ID }),
    ID,
  ],
  ['macOS', platform('darwin', {}, IOREG), '0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0'],
  ['Windows', platform('win32', {}, REG), '6f9619ff-8b86-d011-b42d-00cf4fc964ff'],
])('names a device by the id of %s, hashed with the product', async (_, of, id) => {
  const remember = jest.fn();
  const fingerprint = await systemDevice({ platform: of }).fingerprint(context(remember));
  expect(fingerprint).toBe(hashed('my-program', id));
  expect(fingerprint).toHaveLength(43);
  expect(remember).not.toHaveBeenCalled();
});

it.each([
  ['a browser', platform('browser', {})],
  ['Linux without an id', platform('linux', { '/etc/machine-id': '' })],
  ['macOS without ioreg', platform('darwin', {})],
  ['Windows without reg', platform('win32', {})],
])('names %s by a random id that is kept', async (_, of) => {
  let kept = '';
  const device = systemDevice({ platform: of });
  const fingerprint = await device.fingerprint(context((id) => (kept = id)));
  expect(fingerprint).toBe(hashed('my-program', kept));
  await expect(device.fingerprint(context(undefined, kept))).resolves.toBe(fingerprint);
});

it('names this machine in the same way at each start, and otherwise for another product', async () => {
  const device = systemDevice();
  let kept: string | undefined;
  const first = await device.fingerprint(context((id) => (kept = id)));
  await expect(device.fingerprint(context(undefined, kept))).resolves.toBe(first);
  await expect(device.fingerprint({ ...context(undefined, kept), product: 'other' })).resolves.not.toBe(first);
});

it('keeps the random id in the store of the license', async () => {
  const program = new LicensedProgram();
  const device = systemDevice({ platform: platform('browser', {}) });
  const { fingerprint } = await program.start({ device });
  expect((await program.restart({ device })).fingerprint).toBe(fingerprint);
  await program.end();
});
