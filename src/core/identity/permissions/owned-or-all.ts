import type { Actor } from '../../common/http/request-context';
import { actorOf, type Caller, isPermitted } from './caller';
import { Permission } from './permission';

/** Those who manage users see what anybody has started; others, and API keys, see their own. Undefined stands for all. */
export function ownedOrAll(caller: Caller): Actor | undefined {
  return seesAll(caller) ? undefined : actorOf(caller);
}

/** Whether the caller sees records of all users, not only its own. */
export function seesAll(caller: Caller): boolean {
  return isPermitted(caller, Permission.UsersWrite);
}
