import { applyDecorators } from '@nestjs/common';
import { MayBeMissing } from '../../common/validation/fields';
import { EmptyIsMissing } from './empty-is-missing';

/** A field of a form or an address that may be empty or missing. */
export const OptionalField = (): PropertyDecorator => applyDecorators(EmptyIsMissing(), MayBeMissing());
