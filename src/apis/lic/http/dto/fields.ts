import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { asRule, isCalendarDate, Length } from '../../../../core/common';
import { AsSent, fitsIn } from '../../../../core/common/internal';
import { EmptyIsMissing, IsNumberInQuery, isWholeNumber, Must, type QueryNumber } from '../../../kit/fields';

// The shared rules with Chinese messages, the language of this API.

export function IsLine(max: number, min = 1): PropertyDecorator {
  return applyDecorators(
    Must('isString', '必须是字符串', (value) => typeof value === 'string'),
    Length(min, max, { message: `长度必须为 ${min} 到 ${max} 个字符`, ...asRule({ isTranslated: true }) }),
    ApiProperty({ minLength: min, maxLength: max }),
  );
}

export function IsNumberFrom(min: number, max: number): PropertyDecorator {
  return applyDecorators(
    Must('isWholeNumber', rangeText(min, max), (value) => isWholeNumber(value, min, max)),
    ApiProperty({ type: 'integer', minimum: min, maximum: max }),
  );
}

export function IsQueryNumber(limits: Omit<QueryNumber, 'text'>): PropertyDecorator {
  const { min, max } = limits;
  return IsNumberInQuery({ ...limits, text: max === undefined ? `必须是不小于 ${min} 的整数` : rangeText(min, max) });
}

/** A text in a query string; an empty value counts as missing. */
export function IsQueryText(max = 255): PropertyDecorator {
  return applyDecorators(EmptyIsMissing(), IsOptional(), IsLine(max));
}

export function IsQueryDate(): PropertyDecorator {
  return applyDecorators(
    EmptyIsMissing(),
    IsOptional(),
    Must('isCalendarDate', '必须是 YYYY-MM-DD 格式的有效日期', isCalendarDate),
    ApiPropertyOptional({ type: String, format: 'date' }),
  );
}

/** Any object of limited size; PHP sends an empty one as a list. */
export function IsSmallObject(maxBytes: number): PropertyDecorator {
  return applyDecorators(
    AsSent(),
    IsOptional(),
    Must(
      'isObject',
      '必须是对象',
      (value) => typeof value === 'object' && (!Array.isArray(value) || value.length === 0),
    ),
    Must('isSmallObject', `大小不能超过 ${maxBytes} 字节`, (value) => fitsIn(value, maxBytes)),
    ApiPropertyOptional({ type: 'object', additionalProperties: true, nullable: true }),
  );
}

function rangeText(min: number, max: number): string {
  return `必须是 ${min} 到 ${max} 之间的整数`;
}
