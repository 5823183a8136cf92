import { currentRequest } from '../../../core/common';
import type { LoggedIn, User } from '../../../core/identity';

/** The user whose session the request carries; undefined before the guard has run and on public pages. */
export function signedIn(): User | undefined {
  return signedInCaller()?.user;
}

/** The user with the session and the permissions. */
export function signedInCaller(): LoggedIn | undefined {
  const caller = currentRequest()?.caller;
  return caller?.type === 'user' ? caller : undefined;
}
