const KEY = /^PROGRAN3-\d{4}-[A-Z0-9]+-[A-Z0-9]+$/;

/** Twenty to a hundred characters, of which the contract shows both short and long ones. */
export function isLicenseKey(text: string): boolean {
  return text.length >= 20 && text.length <= 100 && KEY.test(text);
}
