/** An ILIKE pattern for texts that contain this one; `%` and `_` are escaped. */
export function likePattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
