/** Description of the path parameter that names a license. */
export const LICENSE_ID = 'UUID, key or former key of the license.';
