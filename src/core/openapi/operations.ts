import type { OpenAPIObject } from '@nestjs/swagger';
import { ACCESS_EXTENSION, API_KEY_SCHEME, type ClosedAccess } from '../common/access/authorized.decorator';

export type PathItem = OpenAPIObject['paths'][string];
/** Until it is described, an operation carries its access rule if it is not public. */
export type Operation = NonNullable<PathItem['get']> & {
  [ACCESS_EXTENSION]?: ClosedAccess;
};
export type Responses = Operation['responses'];

const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete'] as const;

export interface PlacedOperation {
  readonly path: string;
  readonly method: string;
  readonly operation: Operation;
}

export function operationsOf({ paths }: Pick<OpenAPIObject, 'paths'>): PlacedOperation[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method): PlacedOperation[] => {
      const operation = item[method];
      return operation ? [{ path, method, operation }] : [];
    }),
  );
}

export function takesOnlyKeys({ security = [] }: Operation): boolean {
  return security.length > 0 && security.every((scheme) => API_KEY_SCHEME in scheme);
}

export function permissionsOf({ [ACCESS_EXTENSION]: access }: Operation): string {
  return access?.permissions.join(' or ') ?? '';
}
