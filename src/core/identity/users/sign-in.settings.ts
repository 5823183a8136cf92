import { choice, list, text } from '../../common/settings/setting-definition';
import { CommonSettings } from '../../platform/settings/known-settings';

export const PASSWORDS = choice({
  name: 'sign_in.passwords',
  description:
    'Whether users can sign in with a password. `off` is accepted once an owner has signed in through the OpenID provider, ' +
    'and leaves only the password of `sign_in.break_glass_user`, in every API and in the console. Only owners can change it.',
  choices: ['on', 'off'],
  default: 'on',
});

export const BREAK_GLASS_USER = text({
  name: 'sign_in.break_glass_user',
  description:
    'Name of the one owner whose password works while `sign_in.passwords` is `off`, for days when the OpenID provider ' +
    'fails. Only owners can change it.',
});

export const SECOND_FACTOR_ROLES = list({
  name: 'sign_in.second_factor_roles',
  description:
    'Roles that need a second factor. A user of such a role without one can only set it up; sessions that exist are held ' +
    'to it at once. A sign-in through the OpenID provider counts if its `amr` names mfa, otp, hwk or sc. Only owners can ' +
    'change it.',
  of: 'names of roles',
  isEntry: (role) => /^[\w .-]+$/u.test(role),
  mostEntries: 100,
  longestText: 64,
});

export const SIGN_IN_SETTINGS = new CommonSettings([PASSWORDS, BREAK_GLASS_USER, SECOND_FACTOR_ROLES]);
