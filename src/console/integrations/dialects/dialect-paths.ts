import { withQuery } from '../../components/filters';

export const DIALECTS_PATH = '/console/dialects';

export const dialectPath = (name: string): string => `${DIALECTS_PATH}/${name}`;
export const tryPath = (name: string, operation?: string): string =>
  withQuery(`${dialectPath(name)}/try`, { operation });
