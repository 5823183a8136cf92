import { Injectable, Param, type PipeTransform } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { problem } from '../errors/domain-error';

/** Code of an entitlement or a meter: at most 64 letters, digits and `_.:-`, beginning with a letter or a digit. */
export const CODE = /^[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}$/;
const RULE = '1 to 64 letters, digits and the characters `_`, `.`, `:` and `-`; begins with a letter or a digit';

/** The rule of `CODE` in words, for error messages. */
export const CODE_RULE = `must have ${RULE}`;

/** Whether a text can be the code of an entitlement or a meter. */
export function isDefinitionCode(code: string): boolean {
  return CODE.test(code);
}

/** Parses the code of an entitlement or a meter. */
@Injectable()
export class DefinitionCodePipe implements PipeTransform<string, string> {
  transform(code: string): string {
    if (!isDefinitionCode(code)) {
      throw problem('CODE_INVALID', { field: 'code' });
    }
    return code;
  }
}

/** Reads and documents the code of an entitlement or a meter in a path. */
export function DefinitionCode(what: string): ParameterDecorator {
  return (target, method = '', index) => {
    Param('code', DefinitionCodePipe)(target, method, index);
    const descriptor = Object.getOwnPropertyDescriptor(target, method) ?? {};
    ApiParam({
      name: 'code',
      description: `Code of the ${what}: ${RULE}.`,
      schema: { type: 'string', pattern: CODE.source, minLength: 1, maxLength: 64 },
    })(target, method, descriptor);
  };
}
