import { plainName, valuesOf } from './mail-values';

const NAMES = [
  'Ada Lovelace',
  'J. R. Smith',
  'Dr. Jane Doe-Müller',
  "Niamh O'Neil",
  'Grace Hopper, Jr.',
  '王小明',
  'A.B. Carter',
  'علی‌رضا',
];
const LINKS = [
  ...['Click http://evil.example/0', 'evil.example', 'www.evil.example', 't.co', '10.0.0.1', 'me@evil.example'],
  ...[
    'a/b',
    'tel:123',
    '<b>Ada</b>',
    'evil。example',
    'evil．example',
    'ev\u200bil.ex\u200bample',
    'evil.\u200bexample',
  ],
  ...['Ada\r\nPay now', 'a'.repeat(61), 'evil.xn--p1ai', '[Ada](evil)', 'http:\\\\evil'],
];

it.each(NAMES)('%s reads as a name', (name) => {
  expect(plainName(name)).toBe(name);
});

it.each(LINKS)('%j does not read as a name', (name) => {
  expect(plainName(name)).toBeNull();
});

it('the words of the address stand in for such a name, without its tag', () => {
  const customerOf = (name: string, email: string) =>
    valuesOf({ customer: { name, email, company: name }, manageUrl: '', timeZone: 'UTC' }, 'en').customer;
  expect(customerOf('evil.example', 'jane.doe+evil.example/0@example.com')).toMatchObject({
    name: 'jane doe',
    company: null,
  });
});
