export function isRedirect({ type, status }: Response): boolean {
  return type === 'opaqueredirect' || [301, 302, 303, 307, 308].includes(status);
}

/** An address for messages: its query may have credentials, or identify the device. */
export function withoutQuery(address: string): string {
  return address.split(/[?#]/, 1).join('');
}
