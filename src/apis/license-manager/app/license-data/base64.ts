/** Decodes canonical base64 only: other spellings of the same bytes would be altered license data that still decrypts. */
export function fromBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}
