/** Languages with a client, as in the pages about them. */
export const LANGUAGES = ['TypeScript', 'Python', 'Go', 'PHP', 'C', 'Java', 'C#', 'Rust'] as const;

/** The language of a client that is tested, such as `C with sanitizers`. */
export function languageOf(client: string): string {
  return client.replace(/ with(out)? .*/, '');
}
