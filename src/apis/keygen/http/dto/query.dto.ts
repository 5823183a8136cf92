import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { IsMetadataFilter, IsText, type MetadataFilter } from '../../../../core/common';
import { MAX_FINGERPRINT } from '../../../../core/verification';
import { EmptyIsMissing, IsNumberInQuery } from '../../../kit/fields';

const MAX = 100;
const DEFAULT_SIZE = 10;

/** One of two ways to page: `limit` alone, or `page[number]` with `page[size]`. */
export class PageQueryDto {
  /** Maximum number of items. */
  @IsNumberInQuery({ min: 1, max: MAX, byDefault: DEFAULT_SIZE, text: 'limit must be a number between 1 and 100' })
  limit?: number = DEFAULT_SIZE;

  /** Number of the page; the first is 1. */
  @IsNumberInQuery({ min: 1, max: MAX, text: 'page number must be a number between 1 and 100' })
  'page[number]'?: number;

  /** Items of a page. */
  @IsNumberInQuery({ min: 1, max: MAX, text: 'page size must be a number between 1 and 100' })
  @ApiPropertyOptional({ description: 'Items of a page; by default `limit`.' })
  'page[size]'?: number;
}

/** An empty filter counts as missing. */
function IsFilter(description: string, max = 255): PropertyDecorator {
  return applyDecorators(
    EmptyIsMissing(),
    IsOptional(),
    IsText(max),
    ApiPropertyOptional({ type: String, description, example: undefined }),
  );
}

/** The filters of Keygen. Nothing here has a group, or a machine an owner: a machine of one is never found. */
export class MachineQueryDto extends PageQueryDto {
  @IsFilter('Fingerprint of the machine.', MAX_FINGERPRINT)
  fingerprint?: string;

  @IsFilter('Address from which the machine was activated.')
  ip?: string;

  @IsFilter('Host name of the machine.')
  hostname?: string;

  @IsFilter('`ALIVE` or `DEAD`, in any case.')
  status?: string;

  @IsFilter('UUID of the license.')
  license?: string;

  @IsFilter('Key of the license.')
  key?: string;

  @IsFilter('UUID of the product.')
  product?: string;

  @IsFilter('UUID of the policy.')
  policy?: string;

  @IsFilter('Owner of the machine, which has none here.')
  owner?: string;

  @IsFilter('User of the machine, which has none here.')
  user?: string;

  @IsFilter('Group of the machine, which has none here.')
  group?: string;

  @IsMetadataFilter()
  metadata?: MetadataFilter;
}
