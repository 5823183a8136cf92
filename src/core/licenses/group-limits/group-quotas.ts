import type { FieldProblem } from '../../common/errors/problem';
import { fieldProblem } from '../../common/errors/domain-error';
import type { PlainErrorName } from '../../common/errors/catalogue';

/** Licenses and users that a group still admits; null for unlimited. */
export interface GroupQuota {
  readonly licenses: number | null;
  readonly users: number | null;
  /** Those of the users that are to be added who are in the group already. */
  readonly known: readonly string[];
}

interface Added {
  licenses: number;
  readonly users: Set<string>;
}

/** Counts what the rows of a file add to groups. */
export class GroupQuotas {
  private readonly added = new Map<string, Added>();

  /** @param quotas by the uid of the group */
  constructor(private readonly quotas: ReadonlyMap<string, GroupQuota>) {}

  has(groupId: string): boolean {
    return this.quotas.has(groupId);
  }

  /** Adds a license with its users. Returns what the group does not admit; then nothing was added. */
  add(groupId: string, users: readonly string[]): FieldProblem[] {
    const quota = this.quotas.get(groupId);
    const added = this.added.get(groupId) ?? { licenses: 0, users: new Set(quota?.known) };
    const everyone = new Set([...added.users, ...users]);
    const newUsers = everyone.size - (quota?.known.length ?? 0);
    const problems = [
      ...exceeded('group', added.licenses + 1, quota?.licenses, 'GROUP_LICENSES_EXHAUSTED'),
      ...exceeded('users', newUsers, quota?.users, 'GROUP_USERS_EXHAUSTED'),
    ];
    if (problems.length === 0) {
      this.added.set(groupId, { licenses: added.licenses + 1, users: everyone });
    }
    return problems;
  }
}

function exceeded(
  field: string,
  added: number,
  quota: number | null | undefined,
  error: PlainErrorName,
): FieldProblem[] {
  return typeof quota === 'number' && added > 0 && added > quota ? [fieldProblem(error, { field })] : [];
}
