import type { UserFilter } from '../../identity/users/users.service';
import { withQuery } from '../components/filters';

export const PEOPLE_PATH = '/console/people';
export const NEW_PERSON_PATH = '/console/people/new';

export const personPath = (id: string): string => `/console/people/${id}`;
export const passwordPath = (id: string): string => `/console/people/${id}/password`;
export const secondFactorPath = (id: string): string => `/console/people/${id}/second-factor`;
export const deactivatePath = (id: string): string => `/console/people/${id}/deactivate`;
export const activatePath = (id: string): string => `/console/people/${id}/activate`;
export const endSessionsPath = (id: string): string => `/console/people/${id}/sessions/end`;
export const endSessionPath = (id: string, sessionId: string): string =>
  `/console/people/${id}/sessions/${sessionId}/end`;

/** @param page from 1 */
export function listPath({ q, role, deactivated }: UserFilter, page = 1): string {
  return withQuery(PEOPLE_PATH, {
    q,
    role,
    deactivated: deactivated ? 'true' : undefined,
    page: page > 1 ? String(page) : undefined,
  });
}
