import type { ErrorRows } from '../../common/errors/catalogue';

export const MAIL_BOUNCE_ERRORS = {
  MAIL_BOUNCE_NOT_FOUND: { of: 'NOT_FOUND', message: 'Address not found among the bounces', path: 'bounces' },
} as const satisfies ErrorRows;

declare module '../../common/errors/catalogue' {
  interface ModuleErrors extends Readonly<typeof MAIL_BOUNCE_ERRORS> {}
}
