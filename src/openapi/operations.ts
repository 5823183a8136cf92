import type { OpenAPIObject } from '@nestjs/swagger';
import { API_KEY_SCHEME } from '../common/access/authorized.decorator';

export type PathItem = OpenAPIObject['paths'][string];
export type Operation = NonNullable<PathItem['get']>;
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
