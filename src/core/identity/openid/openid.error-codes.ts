import type { ErrorRows } from '../../common/errors/catalogue';

export const OPENID_ERRORS = {
  PASSWORD_SIGN_IN_OFF: {
    kind: 'unauthenticated',
    message: 'Sign-in with a password is switched off: sign in through the OpenID provider, in the console',
    when: '`sign_in.passwords` is `off`, and the user name and password are not those of the break-glass user.',
    remedy: 'Sign in to the console through the OpenID provider; the account page issues tokens for the API.',
  },
  SECOND_FACTOR_SETUP_REQUIRED: {
    kind: 'refused',
    message: 'Your role needs a second factor: set it up in the console first',
    when: '`sign_in.second_factor_roles` has the role of the user, who has no second factor.',
    remedy: 'Sign in to the console and set it up.',
  },
  BREAK_GLASS_USER: {
    kind: 'conflict',
    message: 'The break-glass user stays an active owner while passwords are switched off',
    when: 'The user of `sign_in.break_glass_user` was to be deactivated or given another role.',
    remedy: 'Name another owner in `sign_in.break_glass_user`, or set `sign_in.passwords` to `on`.',
  },
  SIGN_IN_AGAIN: {
    kind: 'conflict',
    message: 'Sign out and in again first: this needs a sign-in of the last 10 minutes',
    when: 'A user without a password changes the second factor more than 10 minutes after the sign-in.',
    remedy: 'Sign in again through the OpenID provider.',
  },
  OPENID_OFF: { of: 'NOT_FOUND', message: 'Sign-in through an OpenID provider is not set up' },
  OPENID_UNAVAILABLE: {
    of: 'UNAVAILABLE',
    message: 'The OpenID provider does not answer: try again later',
    retryAfter: 10,
  },
  OPENID_REFUSED: { of: 'UNAUTHENTICATED', message: 'The OpenID provider refused the sign-in' },
  OPENID_INVALID: { of: 'UNAUTHENTICATED', message: 'The answer of the OpenID provider is invalid: start again' },
  OPENID_EXPIRED: {
    of: 'UNAUTHENTICATED',
    message: 'The sign-in took too long, or another one was started meanwhile: start again',
  },
  OPENID_NO_ROLE: { of: 'FORBIDDEN', message: 'Your account at the OpenID provider has no role here: ask an owner' },
  OPENID_NAME_TAKEN: {
    of: 'CONFLICT',
    message:
      'A user of your name exists already: sign in with its password and connect it on the account page, or ask an owner',
  },
  OPENID_DEACTIVATED: { of: 'FORBIDDEN', message: 'Your account is deactivated: ask an owner' },
  OPENID_IDENTITY_TAKEN: {
    of: 'CONFLICT',
    message: 'This account of the OpenID provider belongs to another user',
  },
  OPENID_LOGOUT_INVALID: { of: 'BAD_REQUEST', message: 'The log-out token is invalid' },
  OPENID_UNTRIED: {
    of: 'VALIDATION_ERROR',
    message: 'Passwords can be switched off once an active owner has signed in through the OpenID provider',
    reason: 'untried',
  },
  BREAK_GLASS_UNKNOWN: {
    of: 'VALIDATION_ERROR',
    message: 'While passwords are switched off, this must be the name of an active owner who has a password',
    reason: 'no-owner',
  },
  SETTING_ROLE_UNKNOWN: {
    of: 'VALIDATION_ERROR',
    message: 'An entry names a role that does not exist',
    reason: 'unknown-role',
  },
} as const satisfies ErrorRows;

declare module '../../common/errors/catalogue' {
  interface ModuleErrors extends Readonly<typeof OPENID_ERRORS> {}
}
