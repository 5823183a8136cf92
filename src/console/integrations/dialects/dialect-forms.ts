import { Matches } from 'class-validator';
import { IsName, IsOneLine, IsText, MayBeMissing } from '../../../common/validation/fields';
import { OptionalField } from '../../kit/optional-field';
import { type SampleField, SAMPLE_FIELDS, type SampleInput } from '../../../common/dialects/sample-call';

export class TryQueryDto {
  @OptionalField()
  @IsName(64)
  operation?: string;
}

/** The values for a request. None is required, so that the response to a missing field can be seen. */
export class TryFormDto extends TryQueryDto implements SampleInput {
  @MayBeMissing()
  @IsText(512)
  key?: string;

  @MayBeMissing()
  @IsText(512)
  device?: string;

  @MayBeMissing()
  @IsText(255)
  product?: string;

  @MayBeMissing()
  @IsText(255)
  client?: string;

  @MayBeMissing()
  @IsOneLine()
  @Matches(/^[\x21-\x7e]{1,255}$/)
  domain?: string;

  @MayBeMissing()
  @IsText(255)
  email?: string;

  @MayBeMissing()
  @IsText(255)
  app?: string;

  @MayBeMissing()
  @IsOneLine()
  @Matches(/^[\x21-\x7e]{1,255}$/)
  credential?: string;

  /** The fields of the operation alone. */
  static toInput(form: TryFormDto, fields: readonly SampleField[]): SampleInput {
    return Object.fromEntries(
      SAMPLE_FIELDS.filter((field) => fields.includes(field)).map((field) => [field, form[field]]),
    );
  }
}
