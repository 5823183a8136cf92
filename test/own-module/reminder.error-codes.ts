import type { ErrorRows } from '../../src/core/common/errors/catalogue';

export const REMINDER_ERRORS = {
  REMINDER_NOT_FOUND: {
    kind: 'not-found',
    message: 'Reminder not found',
    path: 'reminders',
    when: 'No reminder has this ID.',
    remedy: 'List the reminders.',
  },
  REMINDERS_FORBIDDEN: { of: 'FORBIDDEN', message: 'This API key is restricted to one product' },
  REMINDER_OVERDUE: { of: 'VALIDATION_ERROR', message: '{field} must be later than {now}' },
} as const satisfies ErrorRows;

declare module '../../src/core/common/errors/catalogue' {
  interface ModuleErrors extends Readonly<typeof REMINDER_ERRORS> {}
}
