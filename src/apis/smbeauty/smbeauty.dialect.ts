import { defineDialect, type DialectProblem, type ErrorRow } from '../../core/common';
import { utcSeconds } from '../kit/dates';
import { ErrorDto } from './http/dto/error.dto';
import { SMBEAUTY_PRESENTATION } from './smbeauty.presentation';

/** Name of every app's license file, whatever the name of the upload: apps expect this name. */
export const LICENSE_FILE = 'pixelfreeAuth.lic';

const uploadFailed = (message = '文件上传失败', status = 400): ErrorRow => ({ status, code: 'UPLOAD_FAILED', message });

const UNAUTHORIZED: ErrorRow = {
  status: 401,
  code: 'UNAUTHORIZED',
  message: '未授权：请提供有效的管理员令牌或 API Key',
};

/** The license API of SMBeautyEngine, whose apps read only `success`. */
export const SMBEAUTY = defineDialect({
  name: 'smbeauty',
  title: 'SMBeautyEngine License API',
  description: 'The license API of SMBeautyEngine, for existing apps.',
  ...SMBEAUTY_PRESENTATION,
  isOpenable: true,
  pathPrefixes: [
    '/api/license/health',
    '/api/license/download',
    '/api/admin/license/config',
    '/api/admin/license/configs',
    '/api/admin/license/upload',
  ],
  credential: { headers: ['x-api-key'] },
  reads: {},
  unknownFields: 'ignore',
  errors: {
    codes: {
      VALIDATION_ERROR: { status: 400, body: invalidParams },
      APP_BUNDLE_NOT_FOUND: { status: 404, code: 'LICENSE_NOT_FOUND', message: '许可证配置不存在' },
      APP_BUNDLE_DISABLED: { status: 400, code: 'LICENSE_DISABLED', message: '许可证已禁用' },
      LICENSE_FILE_NOT_FOUND: { status: 404, code: 'FILE_NOT_FOUND', message: '许可证文件不存在' },
      NO_LICENSE_FILE: uploadFailed(),
      FILE_NAME_INVALID: uploadFailed(),
      FILE_TOO_LARGE: uploadFailed(),
      FORM_TOO_LARGE: uploadFailed('文件上传失败', 413),
      // The contract has one message for all upload errors; for an invalid form, the message names the mistake.
      NO_FORM: uploadFailed('文件上传失败：请求必须为 multipart/form-data 格式'),
      FILE_MISSING: uploadFailed('文件上传失败：缺少文件字段 license_file'),
      FILE_UNEXPECTED: uploadFailed('文件上传失败：只能上传一个文件，字段名为 license_file'),
      FORM_BROKEN: uploadFailed('文件上传失败：表单数据不完整或格式错误'),
    },
    // The contract has only the statuses 200, 400, 404 and 500; 401 and 403 occur if access is not open.
    kinds: {
      invalid: { status: 400, code: 'INVALID_PARAMS', message: '参数无效' },
      unprocessable: { status: 400, code: 'INVALID_PARAMS', message: '参数无效' },
      unauthenticated: UNAUTHORIZED,
      refused: { status: 403, code: 'FORBIDDEN', message: '权限不足' },
      'not-found': { status: 404, code: 'NOT_FOUND', message: '资源不存在' },
      'method-not-allowed': { status: 404, code: 'NOT_FOUND', message: '资源不存在' },
      conflict: { status: 400, code: 'DUPLICATE_APP_ID', message: '应用包名已存在' },
      'too-large': { status: 413, code: 'INVALID_PARAMS', message: '请求内容过大' },
      unsupported: { status: 400, code: 'INVALID_PARAMS', message: '请求内容必须为 JSON 格式' },
      // Only failed credentials are limited, so the answer is that of a failed credential, with Retry-After.
      'too-many': UNAUTHORIZED,
      internal: { status: 500, code: 'INTERNAL_ERROR', message: '内部服务器错误' },
      unavailable: { status: 500, code: 'INTERNAL_ERROR', message: '服务暂时不可用，请稍后再试' },
    },
    body: refusal,
    schema: ErrorDto,
  },
  // The contract has no limits, so only those of every dialect apply.
  limits: {},
  dates: utcSeconds,
  paging: { size: 1_000, max: 1_000 },
});

function refusal({ message, code }: DialectProblem): object {
  return { success: false, error: message, code };
}

function invalidParams({ fields: [first] = [] }: DialectProblem): object {
  return { success: false, error: first ? `参数无效：${first.field}` : '参数无效', code: 'INVALID_PARAMS' };
}
