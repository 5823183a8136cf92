import { withQuery } from '../components/filters';

export const POLICIES_PATH = '/console/policies';
export const newPolicyPath = `${POLICIES_PATH}/new`;

export const policyPath = (id: string): string => `${POLICIES_PATH}/${id}`;
export const editPolicyPath = (id: string): string => `${policyPath(id)}/edit`;
export const deletePolicyPath = (id: string): string => `${policyPath(id)}/delete`;

export function policyListPath({ q, after }: { readonly q?: string; readonly after?: string }): string {
  return withQuery(POLICIES_PATH, { q, after });
}
