/** Encryption context of the ID token of a session. */
export function idTokenSecret(sessionId: string): string {
  return `id token of session ${sessionId}`;
}
