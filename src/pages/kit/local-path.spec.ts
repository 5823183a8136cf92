import { localPath } from './local-path';

it.each([
  ['/leads/', '/leads/'],
  ['/leads/?q=a%20b&status=new', '/leads/?q=a%20b&status=new'],
  ['/leads/#contacts', '/leads/'],
  ['/a/../leads', '/leads'],
])('keeps %j', (address, path) => {
  expect(localPath(address)).toBe(path);
});

it.each([
  '',
  'leads',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/a\\..\\\\evil.example',
  '/.//evil.example',
  '/a/..//evil.example',
  'https://evil.example/',
  'javascript:alert(1)',
  '/\0',
])('refuses %j', (address) => {
  expect(localPath(address)).toBeUndefined();
});
