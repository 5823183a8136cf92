import { readLicenseData } from './license-data';

const read = (text: string) => readLicenseData(Buffer.from(text));
const json = (fields: object) => read(JSON.stringify(fields));

describe('readLicenseData', () => {
  it('reads the data of LicenseBox, License Manager and Keyward', () => {
    expect(read('{"license":"AAAA-BBBB","client":"Jane Doe"}')).toEqual({ license: 'AAAA-BBBB', client: 'Jane Doe' });
    expect(read('{"license":"AAAA-BBBB","customer_id":"Jane"}')).toEqual({ license: 'AAAA-BBBB', client: 'Jane' });
    expect(read('{"license":"A","customer_id":null,"product":"P","device":"shop.example"}')).toEqual({
      license: 'A',
      product: 'P',
      device: 'shop.example',
    });
  });

  it('reads a serialized PHP array or JSON string', () => {
    expect(read('a:2:{s:7:"license";s:3:"A-1";s:11:"customer_id";i:12;}')).toEqual({ license: 'A-1', client: '12' });
    expect(read('s:17:"{"license":"A-1"}";')).toEqual({ license: 'A-1' });
  });

  it('treats null and empty texts as missing, and ignores unknown fields', () => {
    expect(json({ license: 'A', client: '', product: null, device: '', issued: [1] })).toEqual({ license: 'A' });
  });

  it('counts code points', () => {
    const longest = { license: '🔑'.repeat(255), client: 'ä'.repeat(255), device: '🖥'.repeat(512) };
    expect(json(longest)).toEqual(longest);
  });

  it.each<[string, string]>([
    ['no license', '{"client":"Jane"}'],
    ['an empty license', '{"license":""}'],
    ['a license that is a number', '{"license":1}'],
    ['a license that is a list', '{"license":["A"]}'],
    ['too long a license', JSON.stringify({ license: 'x'.repeat(256) })],
    ['too long a client', JSON.stringify({ license: 'A', client: 'x'.repeat(256) })],
    ['a client that is an object', '{"license":"A","client":{"name":"Jane"}}'],
    ['a customer that is a fraction', '{"license":"A","customer_id":1.5}'],
    ['too long a product', JSON.stringify({ license: 'A', product: 'x'.repeat(256) })],
    ['too long a device', JSON.stringify({ license: 'A', device: 'x'.repeat(513) })],
    ['NUL', '{"license":"A\\u0000"}'],
    ['half a surrogate pair', '{"license":"A","client":"\\ud83d"}'],
    ['a list', '["A"]'],
    ['null', 'null'],
    ['a bare text', 's:1:"A";'],
    ['a serialized number', 'i:1;'],
    ['nothing', ''],
  ])('refuses %s', (_what, text) => {
    expect(() => read(text)).toThrow();
  });

  it('refuses invalid UTF-8', () => {
    expect(() => readLicenseData(Buffer.from([0x7b, 0xff, 0x7d]))).toThrow();
    expect(() => readLicenseData(Buffer.from('{"license":"\xff"}', 'latin1'))).toThrow();
  });
});
