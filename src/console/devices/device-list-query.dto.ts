import { IsIn, Matches } from 'class-validator';
import { IsName } from '../../common/validation/fields';
import { LETTER_OR_DIGIT } from '../../common/validation/search-text';
import type { ActivationFilter } from '../../licensing/activations/activations.service';
import { OptionalField } from '../kit/optional-field';

export const DEVICES_PER_PAGE = 50;

export class DeviceListQueryDto {
  @OptionalField()
  @IsIn(['active', 'past'])
  view?: 'active' | 'past';

  @OptionalField()
  @IsName()
  @Matches(LETTER_OR_DIGIT)
  q?: string;

  @OptionalField()
  @IsName()
  product?: string;

  /** Key or ID of a license. */
  @OptionalField()
  @IsName()
  license?: string;

  @OptionalField()
  @IsName(64)
  ip?: string;

  @OptionalField()
  @IsName(100)
  after?: string;

  @OptionalField()
  @IsName(100)
  before?: string;

  static toFilter({ view, q, product, license, ip }: DeviceListQueryDto): ActivationFilter {
    return { active: view && view === 'active', q, product, license, ip };
  }
}
