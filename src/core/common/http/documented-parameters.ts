/** A parameter of a handler, as the decorators of `@nestjs/swagger` note it. */
export interface DocumentedParameter {
  readonly in?: string;
  readonly type?: unknown;
}

/** Metadata key of `@nestjs/swagger`, which exports it from no public module. */
const PARAMETERS = 'swagger/apiParameters';

export function documentedParametersOf(handler: object): readonly DocumentedParameter[] {
  return (Reflect.getMetadata(PARAMETERS, handler) as DocumentedParameter[] | undefined) ?? [];
}

export function addDocumentedParameter(parameter: DocumentedParameter, handler: object): void {
  Reflect.defineMetadata(PARAMETERS, [...documentedParametersOf(handler), parameter], handler);
}
