/** A pattern of ILIKE for texts that hold this one somewhere: its own `%` and `_` stand for nothing but themselves. */
export function likePattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
