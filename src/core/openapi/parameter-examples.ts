import type { OpenAPIObject } from '@nestjs/swagger';
import type { ParameterExamples } from '../common/dialects/define-dialect';
import { operationsOf, type PlacedOperation } from './operations';

/**
 * Gives parameters their examples: the one of `operation.name`, else the one of `collection/name`, as in `licenses/id`, else the
 * one of `name`. Those of queries have only the first: most are optional and would leave rows out.
 */
export function addParameterExamples(document: OpenAPIObject, given: ParameterExamples): void {
  for (const placed of operationsOf(document)) {
    for (const parameter of placed.operation.parameters ?? []) {
      if ('in' in parameter) {
        const example = exampleOf(placed, parameter, given);
        if (example !== undefined) {
          parameter.example = example;
        }
      }
    }
  }
}

function exampleOf(
  { path, operation }: PlacedOperation,
  parameter: { readonly in: string; readonly name: string },
  given: ParameterExamples,
): string | number | undefined {
  const { name } = parameter;
  const ofOperation = given[`${operation.operationId}.${name}`];
  if (ofOperation !== undefined || parameter.in === 'query') {
    return ofOperation;
  }
  const [, collection = ''] = new RegExp(`([\\w-]+)/\\{${name}\\}`).exec(path) ?? [];
  return given[`${collection}/${name}`] ?? given[name];
}
