/** The name of a subject where a record contains it. */
export function subjectName(...values: (object | null)[]): string | undefined {
  for (const value of values) {
    for (const field of ['license_key', 'key', 'name', 'username', 'reference', 'identifier', 'code']) {
      const text: unknown = value && field in value ? Object.entries(value).find(([name]) => name === field)?.[1] : '';
      if (typeof text === 'string' && text !== '') {
        return text;
      }
    }
  }
  return undefined;
}
