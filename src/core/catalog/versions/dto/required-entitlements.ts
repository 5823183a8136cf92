import { ApiProperty } from '@nestjs/swagger';
import { optional } from '../../../common/fields/fields-of';
import { IsNameList } from '../../../common/validation/fields';

/** The most codes that a version or a file requires. */
const MAX_REQUIRED = 20;

/** Field of a version and of a file by platform. */
export const REQUIRED_ENTITLEMENTS = {
  type: [String],
  schema: { description: 'Entitlements without which a license does not get it; empty for none.', example: [] },
  input: optional<string[]>(
    'Codes of entitlements of the product without which a license is not offered it and cannot download it; none by default.',
    ApiProperty({ type: [String], example: [] }),
    IsNameList(MAX_REQUIRED),
  ),
} as const;
