/**
 * The fields of a JSON object.
 * @throws SyntaxError for everything else
 */
export function jsonFields(text: string): ReadonlyMap<string, unknown> {
  const parsed: unknown = JSON.parse(text);
  if (typeof parsed !== 'object' || parsed === null) {
    throw new SyntaxError('No object');
  }
  return new Map<string, unknown>(Object.entries(parsed));
}
