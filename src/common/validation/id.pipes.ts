import { type ArgumentMetadata, Injectable, Param, type PipeTransform } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import { InvalidInput } from '../errors/domain-error';
import { isOneLine } from './fields';

const MAX_NAME = 255;

/** A path parameter that must be a uuid. The error names it. */
@Injectable()
export class UuidPipe implements PipeTransform<string, string> {
  transform(value: string, { data: field = 'id' }: ArgumentMetadata): string {
    if (!isUUID(value)) {
      throw new InvalidInput(field, `${field} must be a UUID`, 'is_uuid');
    }
    return value;
  }
}

/** A path parameter that may be a uuid or a unique name, such as a product's reference. The error names it. */
@Injectable()
class IdOrNamePipe implements PipeTransform<string, string> {
  transform(value: string, { data: field = 'id' }: ArgumentMetadata): string {
    if (Array.from(value).length > MAX_NAME || !isOneLine(value)) {
      throw new InvalidInput(field, `${field} must be a UUID or a name of at most ${MAX_NAME} characters`);
    }
    return value;
  }
}

/**
 * Reads and documents a path parameter that may be a uuid or a unique name.
 * @param description what it may be, e.g. "UUID or key of the license."
 */
export function IdOrName(description: string, name = 'id'): ParameterDecorator {
  return (target, method = '', index) => {
    Param(name, IdOrNamePipe)(target, method, index);
    const descriptor = Object.getOwnPropertyDescriptor(target, method) ?? {};
    ApiParam({ name, description, schema: { type: 'string', minLength: 1, maxLength: MAX_NAME } })(
      target,
      method,
      descriptor,
    );
  };
}
