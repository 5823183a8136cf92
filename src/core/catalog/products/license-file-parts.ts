/** Parts that a license file carries if its request names them, besides the license and its entitlements. */
export const LICENSE_FILE_PARTS = ['customer', 'devices', 'group', 'metadata', 'meters', 'users'] as const;
export type LicenseFilePart = (typeof LICENSE_FILE_PARTS)[number];
