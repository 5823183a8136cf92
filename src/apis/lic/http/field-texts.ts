import type { FieldProblem } from '../../../core/common';
import { messagesByField } from '../../kit/messages-by-field';

/** Chinese messages for shared rules, whose own messages are English. */
const TEXTS: Readonly<Record<string, string>> = {
  max: '数值过大',
  format_invalid: '包含无效字符',
  beyond_last_page: '页码过大，请缩小筛选范围',
};

/** Chinese error messages by field. */
export function inChinese(fields: readonly FieldProblem[]): Record<string, string[]> {
  return messagesByField(
    fields.map((one) => ({ ...one, message: one.isTranslated ? one.message : (TEXTS[one.reason] ?? '无效') })),
  );
}
