import { stringify } from 'yaml';

/** A catalog as the text of a file. */
export function catalogYaml(catalog: object): string {
  return stringify(catalog, { lineWidth: 0 });
}
