import type { ErrorRows } from '../../common/errors/catalogue';

export const CUSTOMER_USER_ERRORS = {
  CUSTOMER_USER_NOT_FOUND: { of: 'NOT_FOUND', message: 'User of the customer not found' },
  CUSTOMER_IS_NO_COMPANY: { of: 'CONFLICT', message: 'The customer has no company: only companies have users' },
  CUSTOMER_USERS_TOO_MANY: { of: 'CONFLICT', message: 'A company has at most {limit} users' },
} as const satisfies ErrorRows;

declare module '../../common/errors/catalogue' {
  interface ModuleErrors extends Readonly<typeof CUSTOMER_USER_ERRORS> {}
}
