import type { PersonalTables } from '../common/personal-data/personal-data';

const STAFF = 'accounts of staff: delete the user';
const KEYS = 'API keys, set by staff';

export const IDENTITY_PERSONAL_DATA = {
  api_keys: { kept: KEYS },
  api_key_refusals: { kept: KEYS },
  api_key_uses: { kept: KEYS },
  api_key_version_uses: { kept: KEYS },
  default_views: { kept: STAFF },
  login_attempts: { kept: STAFF },
  openid_logout_tokens: { kept: STAFF },
  openid_sessions: { kept: STAFF },
  recovery_codes: { kept: STAFF },
  roles: { kept: STAFF },
  saved_views: { kept: STAFF },
  second_factors: { kept: STAFF },
  user_identities: { kept: STAFF },
  user_invitations: { kept: STAFF },
  user_sessions: { kept: STAFF },
  users: { kept: STAFF },
} as const satisfies PersonalTables;
