import type { IncomingMessage } from 'node:http';
import { address, defineDialect, type DialectProblem, type ErrorRow, token, wallClock } from '../../core/common';
import { isWellFormedKey } from '../../core/catalog';
import { refusalRows } from '../kit/refusal-rows';
import { ErrorDto } from './http/dto/error.dto';
import { inChinese } from './http/field-texts';
import { LIC_PRESENTATION } from './lic.presentation';

/** Product of licenses created through this API. */
export const LIC_PRODUCT = 'lic-default';

const BEARER = /^bearer(\s|$)/i;

const INVALID_LICENSE: ErrorRow = { status: 403, code: 'INVALID_LICENSE', message: '许可证无效或已过期' };
const MACHINE_MISMATCH: ErrorRow = { status: 403, code: 'MACHINE_MISMATCH', message: '设备码不匹配' };
const RATE_LIMIT_EXCEEDED: ErrorRow = {
  status: 429,
  code: 'RATE_LIMIT_EXCEEDED',
  message: '请求频率超限，请稍后再试',
};

const CODES: Readonly<Record<string, ErrorRow>> = {
  ...refusalRows(INVALID_LICENSE),
  LICENSE_NOT_FOUND: { status: 404, message: '许可证不存在' },
  EXPIRED: { status: 403, code: 'EXPIRED_LICENSE', message: '许可证已过期' },
  DISABLED: { status: 403, code: 'DISABLED_LICENSE', message: '许可证已禁用' },
  NOT_ACTIVATED: MACHINE_MISMATCH,
  DEVICE_MISMATCH: MACHINE_MISMATCH,
  USES_EXHAUSTED: MACHINE_MISMATCH,
  SEATS_EXHAUSTED: MACHINE_MISMATCH,
  DEVICE_BOUND_ELSEWHERE: { status: 403, code: 'MACHINE_ALREADY_BOUND', message: '设备已绑定其他许可证' },
  INVALID_CREDENTIALS: { status: 401, message: '用户名或密码错误' },
  // The contract has no field for the code of a second factor.
  SECOND_FACTOR_REQUIRED: {
    status: 401,
    code: 'INVALID_CREDENTIALS',
    message: '该账号已启用两步验证，请通过 POST /api/v1/auth/login 登录',
  },
  PASSWORD_SIGN_IN_OFF: { status: 401, code: 'INVALID_CREDENTIALS', message: '密码登录已停用' },
  SECOND_FACTOR_SETUP_REQUIRED: {
    status: 403,
    code: 'INSUFFICIENT_PERMISSIONS',
    message: '该账号必须先在控制台启用两步验证',
  },
  LOCKED_OUT: RATE_LIMIT_EXCEEDED,
  VALIDATION_ERROR: { status: 422, message: '数据验证失败' },
  NEVER_EXPIRES: { status: 400, message: '许可证永久有效，无需延长' },
};

/** The LIC license server, whose clients read only the body, in Chinese. */
export const LIC = defineDialect({
  name: 'lic',
  title: 'LIC License Server API',
  description: 'The API of the LIC license server, for existing clients.',
  ...LIC_PRESENTATION,
  pathPrefixes: ['/api/verify', '/api/auth', '/api/licenses', '/api/stats', '/api/logs'],
  matches: ({ method, headers }: IncomingMessage) =>
    BEARER.test(headers.authorization ?? '') ||
    (method === 'OPTIONS' && /\bauthorization\b/i.test(headers['access-control-request-headers'] ?? '')),
  // Admins log in; programs need no credential.
  credential: { headers: [] },
  reads: {},
  unknownFields: 'ignore',
  errors: {
    codes: CODES,
    kinds: {
      invalid: { status: 400, message: '请求参数错误' },
      unprocessable: { status: 422, code: 'VALIDATION_ERROR', message: '数据验证失败' },
      unauthenticated: { status: 401, code: 'TOKEN_EXPIRED', message: '访问令牌已过期' },
      refused: { status: 403, code: 'INSUFFICIENT_PERMISSIONS', message: '权限不足' },
      'not-found': { status: 404, message: '资源不存在' },
      'method-not-allowed': { status: 405, message: '请求方法不支持' },
      // The contract has no 409.
      conflict: { status: 400, message: '操作与许可证的当前状态冲突' },
      'too-large': { status: 413, message: '请求内容过大' },
      unsupported: { status: 415, message: '请求内容必须为 JSON 格式' },
      'too-many': RATE_LIMIT_EXCEEDED,
      internal: { status: 500, message: '服务器内部错误' },
      unavailable: { status: 503, message: '服务暂时不可用，请稍后再试' },
    },
    body: refusal,
    schema: ErrorDto,
  },
  limits: {
    default: { perMinute: 1000, keyBy: 'caller' },
    verify: { perMinute: 100, keyBy: address },
    auth: { perMinute: 10, keyBy: address },
  },
  inFlight: [
    { most: 20, keyBy: address },
    { most: 10, keyBy: token },
  ],
  dates: wallClock,
  paging: { size: 20, max: 100 },
  // The contract accepts any text, so licenses issued through any API are visible here. Keys generated here are LIC-….
  keyPattern: isWellFormedKey,
});

/** The message of a refusal, for its log entry. */
export function textOfRefusal(code: string): string | undefined {
  return CODES[code]?.message;
}

function refusal({ message, code, cause: { fields }, retryAfter }: DialectProblem): object {
  return {
    success: false,
    message,
    error_code: code,
    ...(fields && { errors: inChinese(fields) }),
    ...(retryAfter !== undefined && { retry_after: retryAfter }),
  };
}
