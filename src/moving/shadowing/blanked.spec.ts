import { blanked, blankedPath } from './blanked';

describe('blanked', () => {
  it('hides what may be a secret, but for the end of a long key', () => {
    const body = { license_key: 'ABCD-EFGH-IJKL-MNOP-QRST', email: 'ada@x.com', data: { token: 'short', seats: 3 } };
    expect(JSON.parse(blanked(JSON.stringify(body)))).toEqual({
      license_key: '••••QRST',
      email: '••••',
      data: { token: '••••', seats: 3 },
    });
  });

  it('shows the code of a result, and hides e-mail addresses and the key of the request anywhere', () => {
    const body = {
      code: 'LICENSE_EXPIRED',
      errors: [{ code: 404, detail: "The requested license 'ABCD-EFGH-IJKL-MNOP-QRST' was not found" }],
      scope: { user: 'ada@x.com' },
      list: ['ABCD-EFGH-IJKL-MNOP-QRST'],
    };
    expect(JSON.parse(blanked(JSON.stringify(body), 'ABCD-EFGH-IJKL-MNOP-QRST'))).toEqual({
      code: 'LICENSE_EXPIRED',
      errors: [{ code: 404, detail: "The requested license '••••QRST' was not found" }],
      scope: { user: '••••' },
      list: ['••••QRST'],
    });
    expect(JSON.parse(blanked('{"code":"ABCD-1234","purchase_code":"LICENSE"}'))).toEqual({
      ...{ code: '••••', purchase_code: '••••' },
    });
    expect(blanked('no license ABCD-1 here', 'ABCD-1')).toBe('no license •••• here');
  });

  it('hides fields of forms and queries', () => {
    expect(blanked('license_data=eyJpdiI6Ilk&license_file=eyJ')).toBe('license_data=••••&license_file=••••');
    expect(blanked('license_code=ABCD-EFGH-IJKL-MNOP-QRST&client=shop&password=x')).toBe(
      'license_code=••••QRST&client=shop&password=••••',
    );
    expect(blanked('/api/check?key=1234&v=2')).toBe('/api/check?key=••••&v=2');
  });

  it('hides the license key in a path', () => {
    const path = '/api/license/info/ABCD-EFGH-IJKL-MNOP-QRST?n=1&token=x';
    expect(blankedPath(path, 'ABCD-EFGH-IJKL-MNOP-QRST')).toBe('/api/license/info/••••QRST?n=1&token=••••');
    expect(blankedPath('/api/a%20key', 'a key')).toBe('/api/••••');
    expect(blankedPath('/api/verify', 'half \ud800')).toBe('/api/verify');
  });
});
