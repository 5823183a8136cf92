/**
 * Takes the place of `@nestjs/swagger` in a server whose documents are files. Its decorators only note that a handler reads the query
 * or the body, which the server itself asks for (`declared-input.interceptor.ts`). Types of requests are derived as they are there.
 */
import 'reflect-metadata';
import { addDocumentedParameter } from '../common/http/documented-parameters';

export { IntersectionType, OmitType, PartialType, PickType } from '@nestjs/mapped-types';

const describesNothing = () => (): void => undefined;

export const ApiBearerAuth = describesNothing;
export const ApiConsumes = describesNothing;
export const ApiExcludeController = describesNothing;
export const ApiExtension = describesNothing;
export const ApiExtraModels = describesNothing;
export const ApiHeader = describesNothing;
export const ApiOkResponse = describesNothing;
export const ApiParam = describesNothing;
export const ApiProduces = describesNothing;
export const ApiProperty = describesNothing;
export const ApiPropertyOptional = describesNothing;
export const ApiResponse = describesNothing;
export const ApiSchema = describesNothing;
export const ApiSecurity = describesNothing;
export const ApiTags = describesNothing;
export const ApiBody = () => notes('body');
export const ApiQuery = () => notes('query');

export const getSchemaPath = (): string => '';
export const refs = (): object[] => [];

function notes(place: 'query' | 'body'): MethodDecorator {
  return (_target, _property, { value }) => addDocumentedParameter({ in: place }, value as object);
}
