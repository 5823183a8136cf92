const WIDTH = 120;

/** One space: of two, an eighth of the native document would be indentation. */
const INDENT = ' ';

/** The JSON of a document, with each object and list that fits into a line in one line. */
export function documentText(document: object): string {
  return `${textOf(JSON.parse(JSON.stringify(document)), '')}\n`;
}

function textOf(value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null) {
    return JSON.stringify(value);
  }
  const inner = indent + INDENT;
  const isList = Array.isArray(value);
  const parts = isList
    ? value.map((one) => textOf(one, inner))
    : Object.entries(value).map(([name, part]) => `${JSON.stringify(name)}: ${textOf(part, inner)}`);
  const [open, close] = isList ? '[]' : '{}';
  const space = isList || parts.length === 0 ? '' : ' ';
  const line = [open, parts.join(', '), close].join(space);
  return indent.length + line.length <= WIDTH && !line.includes('\n')
    ? line
    : `${open}\n${parts.map((part) => inner + part).join(',\n')}\n${indent}${close}`;
}
