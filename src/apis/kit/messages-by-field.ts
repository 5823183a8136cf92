import type { FieldProblem } from '../../core/common';

/** Error messages by field, in the order in which they were found. */
export function messagesByField(problems: readonly FieldProblem[]): Record<string, string[]> {
  const messages = new Map<string, string[]>();
  for (const { field, message } of problems) {
    messages.set(field, [...(messages.get(field) ?? []), message]);
  }
  return Object.fromEntries(messages);
}
