import { addMonths, instant, receiptIn, smallestUnit } from './shop-values';

it.each([
  ['29.35', 'EUR', 2935],
  ['-29.35', 'EUR', 2935],
  ['1.1', 'USD', 110],
  ['29', 'JPY', 29],
  ['29.5', 'JPY', 30],
  ['1.234', 'KWD', 1234],
  ['1.005', 'EUR', 101],
])('converts %s %s exactly', (text, currency, amount) => expect(smallestUnit(text, currency)).toBe(amount));

it('refuses amounts and times that are none, and adds months within their end', () => {
  expect(() => smallestUnit('1,5', 'EUR')).toThrow('no amount');
  expect(() => instant('soon')).toThrow('no time');
  expect(addMonths(new Date('2026-01-31T10:00:00Z'), 1)).toEqual(new Date('2026-02-28T10:00:00Z'));
});

it('takes a receipt from an address of HTTPS without a password, and from no other', () => {
  const address = (invoice_url: unknown) => receiptIn({ urls: { invoice_url } }, 'urls', 'invoice_url');
  expect(address('https://shop.example/i/1?sig=a')).toEqual({ receipt: 'https://shop.example/i/1?sig=a' });
  const others = [
    'http://shop.example/i/1',
    'javascript:alert(1)',
    'https://ada:pw@shop.example/',
    '/i/1',
    '',
    null,
    7,
  ];
  expect([...others, `https://shop.example/${'a'.repeat(2_000)}`].map(address)).toEqual(
    Array.from({ length: others.length + 1 }, () => ({})),
  );
  expect(receiptIn({ urls: 'none' }, 'urls', 'invoice_url')).toEqual({});
});
