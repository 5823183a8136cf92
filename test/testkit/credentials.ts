/** Of the user `admin`, whom each server of the tests has. */
export const ADMIN_PASSWORD = 'the first admin of the tests';

export function testSystemKey(): string {
  return process.env.KEYWARD_TEST_SYSTEM_KEY ?? '';
}
