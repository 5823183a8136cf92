/** The secrets of a sign-in that is under way at the OpenID provider. */
export const OPENID_FLOW_COOKIE = 'keyward_openid';
