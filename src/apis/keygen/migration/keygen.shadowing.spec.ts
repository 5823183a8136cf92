import { NamedProductsService } from '../../../plugins/migration/shadowing/named-products.service';
import { KeygenShadowing, validatedLicense } from './keygen.shadowing';

const ID = '47596ad9-a811-4ebf-ac8a-03fc7b6d2a17';
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

const shadowing = new KeygenShadowing(Object.create(NamedProductsService.prototype));

describe('the license of a request', () => {
  const licenseOf = (path: string, authorization?: string, body?: unknown) =>
    shadowing.licenseOf({ method: 'POST', path, headers: { authorization }, body, fields: {} });
  const validateKey = '/v1/licenses/actions/validate-key';

  it.each([
    [validateKey, 'License other', { meta: { key: 'A-KEY' } }, { key: 'A-KEY' }],
    ['/v1/me', 'License A-KEY', undefined, { key: 'A-KEY' }],
    ['/v1/me', basic('license:A-KEY'), undefined, { key: 'A-KEY' }],
    [`/v1/licenses/${ID}/actions/validate`, 'license A-KEY', {}, { key: 'A-KEY' }],
    ['/v1/licenses/A%20KEY/actions/validate', 'License other', {}, { key: 'A KEY' }],
    [`/v1/licenses/${ID}/actions/validate`, 'Bearer token', {}, { license: ID }],
    [`/v1/machines/${ID}`, 'Bearer token', undefined, { activation: ID }],
    ['/v1/machines', undefined, { data: { relationships: { license: { data: { id: ID } } } } }, { license: ID }],
    [`/v1/me`, `License ${'x'.repeat(300)}`, undefined, { key: 'x'.repeat(300) }],
  ])('is found in %s with %s', (path, authorization, body, expected) => {
    expect(licenseOf(path, authorization, body)).toEqual(expected);
  });

  it.each([
    ['/v1/me', basic('ada:secret'), undefined],
    ['/v1/licenses/%ff/actions/validate', undefined, 'text'],
    [validateKey, 'Bearer token', { meta: { key: 7 } }],
    [validateKey, undefined, { meta: null, data: [] }],
  ])('is unknown in %s with %s and %j', (path, authorization, body) => {
    expect(licenseOf(path, authorization, body)).toEqual({});
  });
});

describe('the license that an answer accepts', () => {
  const attributes = { key: 'A-KEY', expiry: '2099-01-01T00:00:00.000Z', maxMachines: 3 };
  const answer = (changes: object = {}, meta: object = {}, data: object = {}) => ({
    data: { id: ID, attributes: { ...attributes, ...changes }, ...data },
    meta: { valid: true, scope: { fingerprint: 'desk' }, ...meta },
  });

  it('has its key, ID, end, limit and device', () => {
    const described = { key: 'A-KEY', uid: ID, expiresAt: new Date('2099-01-01'), maxActivations: 3 };
    expect(validatedLicense(answer())).toEqual({ ...described, devices: [{ fingerprint: 'desk' }] });
    const unlimited = answer(
      { expiry: null, maxMachines: null },
      { scope: { fingerprint: 'x'.repeat(600) } },
      { id: 7 },
    );
    expect(validatedLicense(unlimited)).toEqual({
      key: 'A-KEY',
      expiresAt: null,
      maxActivations: null,
      devices: [],
    });
  });

  it.each([
    ['is refused', answer({}, { valid: false })],
    ['has no verdict', answer({}, { valid: undefined })],
    ['has a key with a space', answer({ key: 'A KEY' })],
    ['has half a character in its key', answer({ key: 'A\ud800' })],
    ['has a key that is too long', answer({ key: 'x'.repeat(256) })],
    ['has no readable end', answer({ expiry: 'rubbish' })],
    ['has no end', answer({ expiry: undefined })],
    ['has no readable limit', answer({ maxMachines: 1e99 })],
    ['has a limit of 0', answer({ maxMachines: 0 })],
    ['is unknown', { data: null, meta: { valid: true } }],
    ['is no document', 'text'],
    ['is nothing', undefined],
  ])('is none if it %s', (_what, refused) => {
    expect(validatedLicense(refused)).toBeUndefined();
  });
});
