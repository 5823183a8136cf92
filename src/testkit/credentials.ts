/** Password of the user `admin`, whom each server of tests has. */
export const ADMIN_PASSWORD = 'the first admin of the tests';
