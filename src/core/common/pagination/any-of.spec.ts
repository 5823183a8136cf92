import { valuesIn } from './any-of';

it.each([
  ['a', ['a']],
  [' a', [' a']],
  ['a, b ,c', ['a', 'b', 'c']],
  ['a,', ['a', '']],
  [',', ['', '']],
  ['"a, b",c', ['a, b', 'c']],
  ['"a, b"', ['a, b']],
  ['"say ""hi"", now",b', ['say "hi", now', 'b']],
  ['5" disk,b', ['5" disk', 'b']],
  ['"', ['"']],
  ['"a', ['"a']],
  ['"a,b', ['"a', 'b']],
  ['"a"b,c', ['"a"b,c']],
])('reads the values in %s', (text, values) => {
  expect(valuesIn(text)).toEqual(values);
});
