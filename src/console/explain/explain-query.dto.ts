import { Transform } from 'class-transformer';
import { IsIn, IsIP, IsString, Length } from 'class-validator';
import { IsName, IsNameList, IsText, MayBeMissing } from '../../common/validation/fields';
import { optionalDeviceIn, userIn } from '../../verification/calls/dto/client-call.dto';
import {
  EXPLAINED_OPERATIONS,
  type ExplainedOperation,
  type Question,
} from '../../licensing/explanations/explain-verdict.service';
import { EmptyIsMissing } from '../kit/empty-is-missing';

export class ExplainQueryDto {
  @IsString()
  @Length(1, 255)
  key!: string;

  @EmptyIsMissing()
  @MayBeMissing()
  @IsText(512)
  device?: string;

  @EmptyIsMissing()
  @MayBeMissing()
  @IsIn(EXPLAINED_OPERATIONS)
  operation?: ExplainedOperation;

  @EmptyIsMissing()
  @MayBeMissing()
  @IsName()
  product?: string;

  @EmptyIsMissing()
  @MayBeMissing()
  @IsText(255)
  version?: string;

  @EmptyIsMissing()
  @MayBeMissing()
  @IsName()
  domain?: string;

  @EmptyIsMissing()
  @MayBeMissing()
  @IsIP()
  address?: string;

  @EmptyIsMissing()
  @MayBeMissing()
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
