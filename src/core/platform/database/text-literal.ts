import { escapeLiteral } from 'pg';

/** A quoted text, for a statement that takes no parameters. */
export function textLiteral(text: string): string {
  if (text.includes('\0')) {
    throw new Error('A statement may not contain NUL characters');
  }
  return escapeLiteral(text);
}
