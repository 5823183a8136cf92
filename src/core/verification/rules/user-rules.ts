import type { Behavior } from '../../catalog/policies/behavior';
import type { License } from '../../licenses/licenses/license.entity';

/** Facts about the users of a license that a call needs. Read if the call names a user, or if users have seats. */
export interface LicenseUsers {
  /** The user whom the call names; null if it names none or an unknown one. */
  readonly id: number | null;
  /** Number of users, counted up to the limit or, without a limit, up to 1; null if the call names a known user or none. */
  readonly assigned: number | null;
  /** The user uses the device. */
  readonly usesDevice: boolean;
  /** The user uses any device. */
  readonly hasDevice: boolean;
  /** Any user uses the device. */
  readonly isDeviceUsed: boolean;
  /** The seats that are taken and those that are dead; null if they are counted by device. */
  readonly seats: { readonly taken: number; readonly expired: number } | null;
}

interface UserContext {
  readonly license: Pick<License, 'maxUsers'>;
  readonly behavior: Behavior;
  readonly activation: { readonly isActive: boolean; readonly takesSeat: boolean } | null;
  readonly users?: LicenseUsers | null;
  /** Users who can be added to the license's group; null for unlimited. */
  readonly groupUsersLeft?: number | null;
}

interface UserRequest {
  readonly operation: 'check' | 'bind' | 'activate' | 'download';
  readonly user?: string;
  readonly assignsUser?: boolean;
  readonly currentUsers?: number;
}

/** Whether a usable verdict requires assigning the user to the license. */
export function assignsUser({ behavior, users }: UserContext, { user, assignsUser = false }: UserRequest): boolean {
  return user !== undefined && assignsUser && behavior.assignUserOnUse && users?.id === null;
}

/** The call names no user although it must, or one who is not assigned to a license with users. */
export function isOtherUser(context: UserContext, request: UserRequest): boolean {
  const { requireUser } = context.behavior;
  if (request.user === undefined) {
    return requireUser && request.operation !== 'download';
  }
  const isUnknown = context.users?.id === null && !assignsUser(context, request);
  return isUnknown && (requireUser || (context.users.assigned ?? 0) > 0);
}

/** More users sit at the program than the license allows, or none can be assigned. */
export function lacksUsers(context: UserContext, request: UserRequest): boolean {
  const { maxUsers } = context.license;
  const hasTooMany = maxUsers !== null && (request.currentUsers ?? 0) > maxUsers;
  return hasTooMany || (assignsUser(context, request) && !hasUserLeft(context));
}

function hasUserLeft({ license: { maxUsers }, users, groupUsersLeft = null }: UserContext): boolean {
  return (maxUsers === null || (users?.assigned ?? 0) < maxUsers) && (groupUsersLeft === null || groupUsersLeft > 0);
}

/** Whether the active device is a seat of the user whom the call names, if seats are counted by user. */
export function sharesSeat(context: UserContext, request: UserRequest): boolean {
  return !isUserCounted(context, request) || (context.users?.usesDevice ?? false);
}

/** Change of the number of seats taken if the device, which has no seat for the user, gets one. */
export function seatChange(context: UserContext, request: UserRequest): number {
  if (!isUserCounted(context, request)) {
    return 1;
  }
  const { users, behavior, activation } = context;
  const isSeated = behavior.seatsPer === 'user' && users?.hasDevice === true;
  // A device without a user is a seat, which becomes the user's.
  const hasOwnSeat = activation?.isActive === true && activation.takesSeat && users?.isDeviceUsed === false;
  return (isSeated ? 0 : 1) - (hasOwnSeat ? 1 : 0);
}

function isUserCounted(context: UserContext, request: UserRequest): boolean {
  const isUser = (context.users?.id ?? null) !== null || assignsUser(context, request);
  return context.behavior.seatsPer !== 'device' && isUser;
}
