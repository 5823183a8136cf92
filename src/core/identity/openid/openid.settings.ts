import { list, secret, text } from '../../common/settings/setting-definition';
import { CommonSettings } from '../../platform/settings/known-settings';
import { isIssuerUrl } from './issuer-url';

const OWNERS = 'Only owners can change it.';

export const OIDC_ISSUER = text({
  name: 'oidc.issuer',
  description:
    'Issuer URL of the OpenID provider through which staff sign in, without `/.well-known/openid-configuration`. https; ' +
    `http only on this machine. It may be in a private network. Empty: no sign-in through a provider. ${OWNERS}`,
  needs: ['PUBLIC_URL', 'oidc.client_id', 'oidc.role_map'],
  expected: 'an https URL without query and fragment (http only for localhost)',
  isValid: isIssuerUrl,
});

export const OIDC_CLIENT_ID = text({
  name: 'oidc.client_id',
  description: `Client ID that the OpenID provider has given to this server. ${OWNERS}`,
});

export const OIDC_CLIENT_SECRET = secret({
  name: 'oidc.client_secret',
  description: `Client secret of the OpenID provider; empty for a public client. It is stored encrypted if SECRETS_KEY is set, and never shown. ${OWNERS}`,
});

export const OIDC_NAME = text({
  name: 'oidc.name',
  description: `Name of the OpenID provider on the sign-in page; the host of the issuer if empty. ${OWNERS}`,
});

export const OIDC_SCOPES = list({
  name: 'oidc.scopes',
  description: `Scopes that are requested from the OpenID provider, \`openid\` among them. ${OWNERS}`,
  of: 'scopes',
  isEntry: (scope) => /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(scope),
  default: ['openid', 'profile', 'email'],
  mostEntries: 20,
});

export const OIDC_ROLE_CLAIM = text({
  name: 'oidc.role_claim',
  description:
    'Claim of the ID token or of the user info that holds the groups or roles of a user: a text or a list. Dots lead into ' +
    `objects, such as \`realm_access.roles\`. ${OWNERS}`,
  default: 'groups',
});

export const OIDC_ROLE_MAP = list({
  name: 'oidc.role_map',
  description:
    'Roles by value of the claim, as `value=role`. The first entry whose value the claim has decides, at each sign-in; ' +
    `nobody without one can sign in. ${OWNERS}`,
  of: 'entries such as "keyward-admins=admin"',
  isEntry: (entry) => /^.+=[^=]+$/u.test(entry),
  mostEntries: 200,
});

export const OPENID_SETTINGS = new CommonSettings([
  OIDC_ISSUER,
  OIDC_CLIENT_ID,
  OIDC_CLIENT_SECRET,
  OIDC_NAME,
  OIDC_SCOPES,
  OIDC_ROLE_CLAIM,
  OIDC_ROLE_MAP,
]);
