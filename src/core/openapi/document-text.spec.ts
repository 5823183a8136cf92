import { documentText } from './document-text';

it('writes what fits into a line in one line, and anything else in several', () => {
  const document = {
    short: { $ref: '#/a' },
    none: {},
    list: [1, null],
    long: { a: 'x'.repeat(80), b: ['y'.repeat(60)] },
  };
  expect(documentText(document)).toBe(`{
 "short": { "$ref": "#/a" },
 "none": {},
 "list": [1, null],
 "long": {
  "a": "${'x'.repeat(80)}",
  "b": ["${'y'.repeat(60)}"]
 }
}
`);
});

it('leaves out what is undefined, and escapes texts', () => {
  expect(documentText({ a: undefined, b: '"{\n' })).toBe('{ "b": "\\"{\\n" }\n');
});
