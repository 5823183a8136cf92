import { currentRequest } from '../../common/http/request-context';
import type { User } from '../../identity/users/user.entity';

/** The user whose session the request carries; undefined before the guard has run and on public pages. */
export function signedIn(): User | undefined {
  const caller = currentRequest()?.caller;
  return caller?.type === 'user' ? caller.user : undefined;
}
