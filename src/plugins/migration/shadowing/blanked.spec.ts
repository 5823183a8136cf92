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
      code: '••••',
      purchase_code: '••••',
    });
    expect(blanked('no license ABCD-1 here', 'ABCD-1')).toBe('no license •••• here');
  });

  it('shows the verdict in a field that has the key of a request', () => {
    const body = { license: 'site_inactive', error_code: 60, status_code: 'SEATS_EXHAUSTED' };
    expect(JSON.parse(blanked(JSON.stringify(body)))).toEqual(body);
    expect(JSON.parse(blanked('{"license":"abcdef","error_code":"abc"}'))).toEqual({
      license: '••••',
      error_code: '••••',
    });
  });

  it('hides tickets and queries of addresses, also in texts, and tickets in paths', () => {
    const ticket = `eyJhbGciOiJIUzI1NiJ9.${'a1'.repeat(40)}.x-y_z`;
    const address = `https://shop.example/edd-sl/package_download/123e4567-e89b-12d3-a456-426614174000/${ticket}/plugin.zip`;
    const shown = 'https://shop.example/edd-sl/package_download/123e4567-e89b-12d3-a456-426614174000/••••/plugin.zip';
    expect(JSON.parse(blanked(JSON.stringify({ package: address, note: `See ${address}.` })))).toEqual({
      package: shown,
      note: `See ${shown}.`,
    });
    expect(JSON.parse(blanked('{"download_link":"https://u:p@cdn.example/f.zip?t=abc&until=1"}'))).toEqual({
      download_link: 'https://••••@cdn.example/f.zip?t=••••&until=••••',
    });
    expect(blankedPath(new URL(address).pathname)).toBe(new URL(shown).pathname.replaceAll('%E2%80%A2', '•'));
  });

  it('hides fields of forms with files', () => {
    const part = (name: string, value: string) =>
      `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    expect(blanked(`${part('secret_key', 'hush')}${part('url', 'example.com')}--x--`)).toBe(
      `${part('secret_key', '••••')}${part('url', 'example.com')}--x--`,
    );
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
