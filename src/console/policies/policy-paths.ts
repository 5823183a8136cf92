export const POLICIES_PATH = '/console/policies';
export const policyPath = (id: string): string => `${POLICIES_PATH}/${id}`;
