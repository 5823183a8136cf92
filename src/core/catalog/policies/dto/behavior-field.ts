import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, IsOptional, Max, Min, ValidateBy } from 'class-validator';
import {
  DEVICE_UNIQUENESS,
  WHEN_FULL,
  COMPONENT_MATCHES,
  HOST_TREATMENTS,
  UNREPORTED_SIZES,
  SEATS_PER,
  EXPIRY_STRATEGIES,
  RENEWAL_BASES,
  DEAD_SEATS,
  SESSIONS_COUNT_BY,
  REPORTABLE_RULES,
  behaviorNamed,
  type BehaviorRow,
} from '../behavior';
import {
  MayBeMissing,
  IsWholeNumber,
  IsLimit,
  IsOneLine,
  IsName,
  IsNameList,
  IsTimestamp,
  MAX_INTEGER,
} from '../../../common/validation/fields';
import { asRule } from '../../../common/validation/rules';
import { AreCountries } from './country-fields';
import { AreRateLimits } from '../../../common/limits/dto/rate-limits.dto';

/** Names of the choices in the document. */
const SCHEMAS = new Map<readonly string[], string>([
  [DEVICE_UNIQUENESS, 'DeviceUniqueness'],
  [WHEN_FULL, 'WhenFull'],
  [COMPONENT_MATCHES, 'ComponentMatch'],
  [HOST_TREATMENTS, 'HostTreatment'],
  [UNREPORTED_SIZES, 'UnreportedSize'],
  [SEATS_PER, 'SeatsPer'],
  [EXPIRY_STRATEGIES, 'ExpiryStrategy'],
  [RENEWAL_BASES, 'RenewalBasis'],
  [DEAD_SEATS, 'DeadSeats'],
  [SESSIONS_COUNT_BY, 'SessionsCountBy'],
  [REPORTABLE_RULES, 'ReportableRule'],
]);

/** Validates and documents a field by its row in `BEHAVIORS`. */
export function BehaviorField(): PropertyDecorator {
  return (target, property) => {
    const row = behaviorNamed(property);
    if (!row) {
      throw new Error(`There is no behavior ${String(property)}`);
    }
    applyDecorators(...decoratorsOf(row))(target, property);
  };
}

function decoratorsOf({ kind, choices = [], range, max, areCountries, example }: BehaviorRow): PropertyDecorator[] {
  switch (kind) {
    case 'flag':
      return [IsBoolean(), MayBeMissing()];
    case 'choice':
      return [
        ApiProperty({ enum: choices, enumName: SCHEMAS.get(choices), required: false }),
        IsIn(choices),
        MayBeMissing(),
      ];
    case 'number':
      return [IsWholeNumber(...(range ?? [0, MAX_INTEGER])), MayBeMissing()];
    case 'limit':
      return range ? isLimitBetween(...range) : [IsLimit(max)];
    case 'optional-text':
      return [
        ApiProperty({ type: String, nullable: true, required: false, minLength: 1, maxLength: 255, example }),
        IsOneLine(),
        IsName(),
        IsOptional(),
      ];
    case 'rate-limits':
      return [AreRateLimits()];
    case 'instant':
      return [IsTimestamp('end')];
    case 'list':
      return [areCountries ? AreCountries() : choices.length > 0 ? AreRules(choices) : IsNameList(), MayBeMissing()];
  }
}

/** Names of rules, each of them once. Others are refused by name. */
function AreRules(rules: readonly string[]): PropertyDecorator {
  const unknownIn = (value: unknown): string[] =>
    Array.isArray(value) ? value.map(String).filter((name) => !rules.includes(name)) : [];
  return applyDecorators(
    ApiProperty({ enum: rules, enumName: SCHEMAS.get(rules), isArray: true, uniqueItems: true, required: false }),
    ArrayUnique(),
    IsArray(),
    ValidateBy(
      {
        name: 'areReportableRules',
        validator: {
          validate: (value) => unknownIn(value).length === 0,
          defaultMessage: (args) =>
            `$property cannot name ${unknownIn(args?.value).join(', ')}; it can name ${rules.join(', ')}`,
        },
      },
      asRule({ params: (value) => ({ names: unknownIn(value).join(', '), rules: rules.join(', ') }) }),
    ),
  );
}

function isLimitBetween(minimum: number, maximum: number): PropertyDecorator[] {
  return [
    ApiProperty({ type: 'integer', nullable: true, required: false, minimum, maximum }),
    Max(maximum),
    Min(minimum),
    IsInt(),
    IsOptional(),
  ];
}
