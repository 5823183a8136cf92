import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import {
  DEVICE_UNIQUENESS,
  WHEN_FULL,
  COMPONENT_MATCHES,
  HOST_TREATMENTS,
  SEATS_PER,
  EXPIRY_STRATEGIES,
  RENEWAL_BASES,
  DEAD_SEATS,
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
  MAX_INTEGER,
} from '../../../common/validation/fields';
import { AreCountries } from './country-fields';

/** Names of the choices in the document. */
const SCHEMAS = new Map<readonly string[], string>([
  [DEVICE_UNIQUENESS, 'DeviceUniqueness'],
  [WHEN_FULL, 'WhenFull'],
  [COMPONENT_MATCHES, 'ComponentMatch'],
  [HOST_TREATMENTS, 'HostTreatment'],
  [SEATS_PER, 'SeatsPer'],
  [EXPIRY_STRATEGIES, 'ExpiryStrategy'],
  [RENEWAL_BASES, 'RenewalBasis'],
  [DEAD_SEATS, 'DeadSeats'],
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
    case 'list':
      return [areCountries ? AreCountries() : IsNameList(), MayBeMissing()];
  }
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
