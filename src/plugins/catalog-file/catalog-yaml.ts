/** A catalog as the text of a file. */
export async function catalogYaml(catalog: object): Promise<string> {
  // Hardly a server ever writes one: a start does not load it.
  const { stringify } = await import('yaml');
  return stringify(catalog, { lineWidth: 0 });
}
