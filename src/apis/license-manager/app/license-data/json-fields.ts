/**
 * The fields of a JSON object.
 * @throws SyntaxError if the text is not a JSON object
 */
export function jsonFields(text: string): ReadonlyMap<string, unknown> {
  const parsed: unknown = JSON.parse(text);
  if (typeof parsed !== 'object' || parsed === null) {
    throw new SyntaxError('Not an object');
  }
  return new Map<string, unknown>(Object.entries(parsed));
}
