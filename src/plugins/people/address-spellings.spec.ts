import { AddressSpellings } from './address-spellings';

const ada = new AddressSpellings('ada@who.dev');
const replaced = (value: unknown) => ada.replacedIn(value, '-');

it.each([
  ['Ask Ada@Who.DEV, please.', 'Ask -, please.'],
  ['<ada@who.dev>', '<->'],
  ['/people?email=ada%40who.dev&page=2', '/people?email=-&page=2'],
  ['q=%22ada%40who.dev%22', 'q=%22-%22'],
])('replaces the address in %s', (text, expected) => {
  expect(replaced(text)).toBe(expected);
});

it.each(['x.ada@who.dev', 'x+ada@who.dev', 'ada@who.development', 'ada@who.dev.au', 'ada@who-dev.com'])(
  'leaves %s alone',
  (text) => {
    expect(replaced(text)).toBe(text);
  },
);

it('replaces the address in fields and their names, at any depth', () => {
  expect(replaced({ to: ['ada@who.dev'], by: { 'ada@who.dev': 1 }, at: null, count: 2 })).toEqual({
    to: ['-'],
    by: { '-': 1 },
    at: null,
    count: 2,
  });
});

it('finds an international domain in Punycode, too', () => {
  expect(new AddressSpellings('ada@bücher.example').replacedIn('to ada@xn--bcher-kva.example', '-')).toBe('to -');
});

it('finds an address with a character that HTML escapes', () => {
  expect(new AddressSpellings("o'brien@who.dev").replacedIn('by o&#39;brien@who.dev', '-')).toBe('by -');
});
