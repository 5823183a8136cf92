import { applyDecorators } from '@nestjs/common';
import { Matches } from 'class-validator';
import { IsName, IsOneLine, IsText, MayBeMissing } from '../../../common/validation/fields';
import { OptionalField } from '../../kit/optional-field';
import type { SampleInput } from '../../../common/dialects/sample-call';

/** A text without spaces that a header can have. */
const IsOptionalToken = (): PropertyDecorator =>
  applyDecorators(MayBeMissing(), IsOneLine(), Matches(/^[\x21-\x7e]{1,255}$/));

const IsOptionalText = (max: number): PropertyDecorator => applyDecorators(MayBeMissing(), IsText(max));

export class TryQueryDto {
  @OptionalField()
  @IsName(64)
  operation?: string;
}

/** The values for a request. None is required, so that the response to a missing field can be seen. */
export class TryFormDto implements SampleInput {
  @IsOptionalText(512)
  key?: string;

  @IsOptionalText(512)
  device?: string;

  @IsOptionalText(255)
  product?: string;

  @IsOptionalText(255)
  client?: string;

  @IsOptionalToken()
  domain?: string;

  @IsOptionalText(255)
  email?: string;

  @IsOptionalText(255)
  app?: string;

  @IsOptionalToken()
  credential?: string;
}
