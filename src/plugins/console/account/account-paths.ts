export { ACCOUNT_PATH } from '../../../pages/kit/sign-in-path';

export const PASSWORD_PATH = '/account/password';
export const OPENID_ACCOUNT_PATH = '/account/openid';
export const TOKEN_PATH = '/account/token';
export const CONFIRM_PATH = '/account/second-factor/confirm';
export const RECOVERY_CODES_PATH = '/account/second-factor/recovery-codes';
export const REMOVE_PATH = '/account/second-factor/remove';
export const END_OTHERS_PATH = '/account/sessions/end';
export const endSessionPath = (id: string): string => `/account/sessions/${id}/end`;
