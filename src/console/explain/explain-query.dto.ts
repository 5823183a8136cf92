import { Transform } from 'class-transformer';
import { IsIn, IsIP, IsString, Length } from 'class-validator';
import { IsName, IsNameList, IsText, MayBeMissing } from '../../common/validation/fields';
import { optionalDeviceIn, userIn } from '../../verification/calls/dto/client-call.dto';
import {
  EXPLAINED_OPERATIONS,
  type ExplainedOperation,
  type Question,
} from '../../licensing/explanations/explain-verdict.service';
import { OptionalField } from '../kit/optional-field';

export class ExplainQueryDto {
  @IsString()
  @Length(1, 255)
  key!: string;

  @OptionalField()
  @IsText(512)
  device?: string;

  @OptionalField()
  @IsIn(EXPLAINED_OPERATIONS)
  operation?: ExplainedOperation;

  @OptionalField()
  @IsName()
  product?: string;

  @OptionalField()
  @IsText(255)
  version?: string;

  @OptionalField()
  @IsName()
  domain?: string;

  @OptionalField()
  @IsIP()
  address?: string;

  @OptionalField()
  @IsName()
  user?: string;

  /** Codes with commas between them. */
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? codesIn(value) : value))
  @MayBeMissing()
  @IsNameList()
  entitlements?: string[];
}

function codesIn(text: string): string[] {
  return text
    .split(',')
    .map((code) => code.trim())
    .filter((code) => code !== '');
}

export function questionIn(input: ExplainQueryDto): Question {
  const { key, device, operation = 'check', product, version, domain, address, user, entitlements } = input;
  return {
    operation,
    key,
    device: optionalDeviceIn({ hardware_id: device }),
    scope: { product, version, domain, user: userIn(user), entitlements },
    address,
  };
}
