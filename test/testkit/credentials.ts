export { ADMIN_PASSWORD } from '../../src/testkit/credentials';

export function testSystemKey(): string {
  return process.env.KEYWARD_TEST_SYSTEM_KEY ?? '';
}
