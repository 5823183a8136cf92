/**
 * Bytes of a base64 text as one writes it: with padding, nothing between, no bit left over. Other spellings of the same
 * bytes are refused, because nothing but the text that was sealed may open.
 */
export function fromBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}
