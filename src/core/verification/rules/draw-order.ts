/** Priority of what a policy gives: the allowance of a period, and what is left of earlier ones. */
export const POLICY_PRIORITY = 50;

/** An amount of a meter besides the allowance of its period, with the field names of the database function. */
export interface CurrentGrant {
  /** Null for what is left of an earlier period and was not drawn before: it is stored with its first draw. */
  readonly id: number | null;
  readonly amount: number;
  /** Drawn and not returned, ever. */
  readonly used: number;
  /** Part of `used` that was drawn in this period. */
  readonly drawn: number;
  readonly priority: number;
  readonly startsAt: string;
  readonly endsAt: string | null;
  /** Start of the period that left it; null for other grants. */
  readonly rolledFrom: string | null;
  /** Older grants are drawn first. */
  readonly since: string;
  /** Whether it can be drawn: it has begun, not ended, and was not voided. */
  readonly isOpen: boolean;
}

/** The use of a period: its own allowance and the grants beside it. */
export interface Drawable {
  /** The own allowance of the period, without overage; null is unlimited. */
  readonly limit: number | null;
  /** Taken from the own allowance, including the overage. */
  readonly own: number;
  readonly startsAt: string;
  readonly endsAt: string | null;
  readonly grants: readonly CurrentGrant[];
}

type Place = Pick<CurrentGrant, 'priority' | 'endsAt' | 'since'>;

/** Amount that can be drawn from a grant. */
export function remainingInGrant({ isOpen, amount, used }: CurrentGrant): number {
  return isOpen ? amount - used : 0;
}

/** Amount that can be drawn from grants. */
export function remainingInGrants(grants: readonly CurrentGrant[]): number {
  return grants.reduce((sum, grant) => sum + remainingInGrant(grant), 0);
}

/** When the next grant ends of which something is left; null if none does. */
export function nextEndOf(grants: readonly CurrentGrant[]): Date | null {
  const ends = grants.flatMap((grant) =>
    grant.endsAt !== null && remainingInGrant(grant) > 0 ? Date.parse(grant.endsAt) : [],
  );
  return ends.length === 0 ? null : new Date(Math.min(...ends));
}

/**
 * The grants after an amount was taken. The lowest priority is drawn first, then the soonest end, then the oldest; the rest,
 * such as the overage, is taken from the own allowance.
 */
export function drawn(use: Drawable, amount: number): readonly CurrentGrant[] {
  const ownLeft = use.limit === null ? Infinity : Math.max(0, use.limit - use.own);
  let rest = amount;
  const take = (most: number): number => {
    const taken = Math.min(rest, most);
    rest -= taken;
    return taken;
  };
  return eachInOrder(use, (grant) => (grant ? take(remainingInGrant(grant)) : take(ownLeft)));
}

/** The grants after an amount was returned: it goes back in the opposite order, the overage first. */
export function returned(use: Drawable, amount: number): readonly CurrentGrant[] {
  const within = Math.min(use.own, use.limit ?? Infinity);
  let rest = Math.max(0, amount - (use.own - within));
  const give = (most: number): number => {
    const given = Math.min(rest, most);
    rest -= given;
    return -given;
  };
  return eachInOrder(use, (grant) => (grant ? give(grant.drawn) : give(within)), true);
}

/** @param take returns the difference of a grant's use; it is called without a grant for the own allowance */
function eachInOrder(
  use: Drawable,
  take: (grant: CurrentGrant | null) => number,
  isReversed = false,
): readonly CurrentGrant[] {
  const own: Place = { priority: POLICY_PRIORITY, endsAt: use.endsAt, since: use.startsAt };
  const places = [...use.grants.map((grant) => ({ grant, place: grant })), { grant: null, place: own }];
  places.sort((one, other) => inOrder(one.place, other.place));
  const changes = new Map<CurrentGrant | null, number>();
  for (const { grant } of isReversed ? places.toReversed() : places) {
    changes.set(grant, take(grant));
  }
  return use.grants.map((grant) => {
    const change = changes.get(grant) ?? 0;
    return { ...grant, used: grant.used + change, drawn: grant.drawn + change };
  });
}

function inOrder(one: Place, other: Place): number {
  return (
    one.priority - other.priority ||
    compared(endOf(one), endOf(other)) ||
    Date.parse(one.since) - Date.parse(other.since)
  );
}

function compared(one: number, other: number): number {
  return one === other ? 0 : one - other;
}

function endOf({ endsAt }: Place): number {
  return endsAt === null ? Infinity : Date.parse(endsAt);
}
