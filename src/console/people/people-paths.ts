export const PEOPLE_PATH = '/console/people';
export const NEW_PERSON_PATH = '/console/people/new';

/** The actions on a person, below the page. */
type Verb = 'password' | 'second-factor' | 'deactivate' | 'activate' | 'sessions/end' | `sessions/${string}/end`;

export const personPath = (id: string): string => `/console/people/${id}`;
export const personVerbPath = (id: string, verb: Verb): string => `${personPath(id)}/${verb}`;
