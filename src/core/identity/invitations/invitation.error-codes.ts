import type { ErrorRows } from '../../common/errors/catalogue';

export const INVITATION_ERRORS = {
  INVITATION_INVALID: {
    kind: 'conflict',
    message: 'This invitation was used before, has expired or was withdrawn',
    when: 'A link of an invitation is opened a second time, after 7 days, or after its user got a password or was deactivated.',
    remedy: 'Sign in with the password chosen at the first time, or have an administrator reset it.',
  },
  INVITATIONS_OFF: {
    kind: 'conflict',
    message: 'Passwords are off: new users sign in through the OpenID provider, without an invitation',
    when: '`sign_in.passwords` is `off`, and a user was to be invited.',
    remedy: 'Give the person an account at the provider; its groups decide about the role.',
  },
  INVITATION_ROLE_OF_PRODUCTS: {
    of: 'VALIDATION_ERROR',
    message: 'The role {role} is limited to products already: leave out products, or name another role',
    reason: 'unused',
  },
} as const satisfies ErrorRows;

declare module '../../common/errors/catalogue' {
  interface ModuleErrors extends Readonly<typeof INVITATION_ERRORS> {}
}
