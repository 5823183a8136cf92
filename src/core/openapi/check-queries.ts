import type { INestApplication } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { type DocumentedParameter, documentedParametersOf } from '../common/http/documented-parameters';

const PLAIN_TYPES: readonly unknown[] = [String, Number, Boolean, Date];

/** Throws for `@ApiQuery({ type: SomeDto })`: @nestjs/swagger would lose its enums. `@Query() query: SomeDto` keeps them. */
export function refuseQueryTypes(app: INestApplication): void {
  for (const { controllers } of app.get(ModulesContainer).values()) {
    for (const { metatype } of controllers.values()) {
      if (typeof metatype === 'function') {
        refuseQueryTypesOf(metatype.name, metatype.prototype as object);
      }
    }
  }
}

function refuseQueryTypesOf(controller: string, prototype: object): void {
  for (const [handler, { value }] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
    const method: unknown = value;
    if (typeof method === 'function' && documentedParametersOf(method).some(isQueryDto)) {
      throw new Error(
        `${controller}.${handler}: @ApiQuery with a class as type loses enums; declare @Query() with the class`,
      );
    }
  }
}

function isQueryDto(parameter: DocumentedParameter): boolean {
  return parameter.in === 'query' && typeof parameter.type === 'function' && !PLAIN_TYPES.includes(parameter.type);
}
