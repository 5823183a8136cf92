import { foldedAddress } from './email-address';

it.each([
  ['Ada@Example.COM', 'ada@example.com'],
  ['ada@xn--bcher-kva.example', 'ada@b\u00fccher.example'],
  ['ada@B\u00dcCHER.example', 'ada@b\u00fccher.example'],
  ['ada@bu\u0308cher.example', 'ada@b\u00fccher.example'],
  ['ju\u0308rgen@example.com', 'j\u00fcrgen@example.com'],
  ['ada@\uff42ooks\u3002example', 'ada@books.example'],
  ['ada@xn--.example', 'ada@xn--.example'],
  ['nobody', 'nobody'],
])('folds %j to %j', (address, folded) => {
  expect(foldedAddress(address)).toBe(folded);
  expect(foldedAddress(folded)).toBe(folded);
});
