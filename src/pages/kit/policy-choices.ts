import type { PoliciesService, Policy } from '../../core/catalog';
import type { Choice } from '../components/fields';

/** Policies that a form offers: the newest. */
const OFFERED_POLICIES = 100;

/**
 * The choices of a field with a policy.
 * @param none the title of the empty choice
 * @param current is offered, too, however old it is
 */
export async function policyChoices(
  policies: PoliciesService,
  none: string,
  current?: Policy | null,
): Promise<Choice[]> {
  const { rows } = await policies.list({ limit: OFFERED_POLICIES });
  const offered = !current || rows.some(({ id }) => id === current.id) ? rows : [current, ...rows];
  return [{ value: '', title: none }, ...offered.map(({ uid, name }) => ({ value: uid, title: name }))];
}
