/** The kind of the exports that a call of the API starts. */
export const LICENSES_EXPORT = 'licenses.export';
