import type { FieldProblem } from '../../../common/errors/problem';

/** Chinese messages for shared rules, whose own messages are English. */
const TEXTS: Readonly<Record<string, string>> = {
  max: '数值过大',
  format_invalid: '包含无效字符',
  beyond_last_page: '页码过大，请缩小筛选范围',
};

const CHINESE = /\p{Script=Han}/u;

/** Chinese error messages by field. */
export function inChinese(fields: readonly FieldProblem[]): Record<string, string[]> {
  const texts = new Map<string, string[]>();
  for (const { field, reason, message } of fields) {
    const text = CHINESE.test(message) ? message : (TEXTS[reason] ?? '无效');
    texts.set(field, [...(texts.get(field) ?? []), text]);
  }
  return Object.fromEntries(texts);
}
