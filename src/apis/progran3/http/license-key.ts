export const LICENSE_KEY = /^PROGRAN3-\d{4}-[A-Z0-9]+-[A-Z0-9]+$/;

/** The contract's examples have both short and long keys, of 20 to 100 characters. */
export function isLicenseKey(text: string): boolean {
  return text.length >= 20 && text.length <= 100 && LICENSE_KEY.test(text);
}
