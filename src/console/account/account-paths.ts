export const ACCOUNT_PATH = '/account';
export const PASSWORD_PATH = '/account/password';
export const SECOND_FACTOR_PATH = '/account/second-factor';
export const CONFIRM_PATH = '/account/second-factor/confirm';
export const RECOVERY_CODES_PATH = '/account/second-factor/recovery-codes';
export const REMOVE_PATH = '/account/second-factor/remove';
export const END_OTHERS_PATH = '/account/sessions/end';
export const endSessionPath = (id: string): string => `/account/sessions/${id}/end`;
