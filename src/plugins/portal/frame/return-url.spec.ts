import { allowedReturnUrl, isReturnBase } from './return-url';

const SHOP = ['https://shop.example.com'];
const ACCOUNT = ['https://shop.example.com:8443/account/'];

it.each([
  ['https://shop.example.com', SHOP],
  ['https://shop.example.com/a/b?c=d#e', SHOP],
  ['HTTPS://SHOP.EXAMPLE.COM:443/a', SHOP],
  ['https://shop.example.com:8443/account', ACCOUNT],
  ['https://shop.example.com:8443/account?tab=1', ACCOUNT],
  ['https://shop.example.com:8443/x/../account/keys', ACCOUNT],
  ['http://localhost:3000/', ['https://a.example', 'http://localhost:3000']],
])('%s begins with an address of the list', (url, bases) => {
  expect(allowedReturnUrl(url, bases)).toBe(new URL(url).href);
});

it.each([
  ['https://shop.example.com.evil', SHOP],
  ['https://shop.example.com@evil.example/', SHOP],
  ['https://user:word@shop.example.com/', SHOP],
  ['https://evil.example/https://shop.example.com', SHOP],
  ['https://evil.example\\@shop.example.com', SHOP],
  ['https:evil.example', SHOP],
  ['http://shop.example.com/', SHOP],
  ['https://shop.example.com:8443/', SHOP],
  ['//shop.example.com/', SHOP],
  ['/account', SHOP],
  ['javascript:alert(1)', SHOP],
  ['javascript://shop.example.com/%0aalert(1)', SHOP],
  ['data:text/html,x', SHOP],
  ['https://shop.example.com:8443/accounting', ACCOUNT],
  ['https://shop.example.com:8443/account/../admin', ACCOUNT],
  ['https://shop.example.com:8443/account/%2e%2e/admin', ACCOUNT],
  ['https://shop.example.com:8443/ACCOUNT', ACCOUNT],
  [`https://shop.example.com/${'a'.repeat(2048)}`, SHOP],
  ['https://shop.example.com/', []],
])('%s does not', (url, bases) => {
  expect(allowedReturnUrl(url, bases)).toBeNull();
});

it.each([
  ['https://shop.example.com', true],
  ['http://localhost:3000/account', true],
  ['https://shop.example.com/?a=b', false],
  ['https://shop.example.com/#a', false],
  ['https://shop.example.com/?', false],
  ['https://ada@shop.example.com', false],
  ['app://account', false],
  ['javascript:alert(1)', false],
  ['shop.example.com', false],
])('%s stands in the list: %s', (text, isBase) => {
  expect(isReturnBase(text)).toBe(isBase);
});
