import type { License } from '../../sdk/src/generated/native';
import type { License as LicLicense, LicenseList } from '../../sdk/src/generated/lic';
import { issued } from '../testkit/issue';
import { single } from '../testkit/rows';
import type { Answer, Call, TestServer } from '../testkit/server';

/** The license and the machine of the contract's examples. */
export const LIC_KEY = 'LIC-ABCD1234EFGH5678';
export const MACHINE = 'MACHINE-XXXXXXXXXXXX';

/** Issues a license of the LIC product through the native API; a test states only the fields that matter. */
export function aLicLicense(server: TestServer, more: Record<string, unknown> = {}): Promise<License> {
  return issued(server, { product: 'lic-default', ...more });
}

/** Verifies a license as a client program. */
export function verify(server: TestServer, key: string, machine = MACHINE, more: Call = {}): Promise<Answer> {
  const { body, ...rest } = more;
  return server.call('POST', '/api/verify', {
    body: { license_key: key, machine_code: machine, ...(body as object) },
    ...rest,
  });
}

/** Creates licenses through the LIC API; returns their keys. */
export async function created(server: TestServer, body: Record<string, unknown> = {}): Promise<string[]> {
  const answer = await server.asAdmin('POST', '/api/licenses', { body: { count: 1, duration_days: 365, ...body } });
  if (answer.status !== 200) {
    throw new Error(`The licenses were not made: ${JSON.stringify(answer.body)}`);
  }
  return answer.body.data.license_keys;
}

/** Creates one license; returns it with its number. */
export async function aCreated(
  server: TestServer,
  body: Record<string, unknown> = {},
): Promise<{ id: number; key: string }> {
  const [key = ''] = await created(server, body);
  return { key, id: (await rowOf(server, key)).id };
}

/** Returns a license as listed. */
export async function rowOf(server: TestServer, key: string): Promise<LicLicense> {
  const { data }: LicenseList = (await server.asAdmin('GET', '/api/licenses', { query: { search: key } })).body;
  return single(data.licenses.filter(({ license_key }) => license_key === key));
}

/** Calls an action of a license. */
export function verb(server: TestServer, id: number | string, name: string, body: object = {}): Promise<Answer> {
  return server.asAdmin('POST', `/api/licenses/${id}/${name}`, { body });
}

/** Expects the status, and the body including the order of its fields. */
export function expectWhole({ status, body, headers }: Answer, expectedStatus: number, example: object): void {
  expect([status, body]).toEqual([expectedStatus, example]);
  expect(Object.keys(body)).toEqual(Object.keys(example));
  expect(headers['content-type']).toBe('application/json; charset=utf-8');
}

export function refusal(error_code: string, message: string): object {
  return { success: false, message, error_code };
}

export const NOT_FOUND = refusal('LICENSE_NOT_FOUND', '许可证不存在');
export const EXPIRED = refusal('EXPIRED_LICENSE', '许可证已过期');
export const DISABLED = refusal('DISABLED_LICENSE', '许可证已禁用');
export const MISMATCH = refusal('MACHINE_MISMATCH', '设备码不匹配');
export const BOUND_ELSEWHERE = refusal('MACHINE_ALREADY_BOUND', '设备已绑定其他许可证');
export const INVALID = refusal('INVALID_LICENSE', '许可证无效或已过期');
export const TOKEN_EXPIRED = refusal('TOKEN_EXPIRED', '访问令牌已过期');
export const INSUFFICIENT_PERMISSIONS = refusal('INSUFFICIENT_PERMISSIONS', '权限不足');

export function invalid(errors: Record<string, string[]>): object {
  return { ...refusal('VALIDATION_ERROR', '数据验证失败'), errors };
}
