import { IsIn, Matches } from 'class-validator';
import { IsName, MayBeMissing } from '../../common/validation/fields';
import { LETTER_OR_DIGIT } from '../../common/validation/search-text';
import type { ActivationFilter } from '../../licensing/activations/activations.service';
import { EmptyIsMissing } from '../kit/empty-is-missing';

export const DEVICES_PER_PAGE = 50;

export class DeviceListQueryDto {
  @EmptyIsMissing()
  @MayBeMissing()
  @IsIn(['active', 'past'])
  view?: 'active' | 'past';

  @EmptyIsMissing()
  @MayBeMissing()
  @IsName()
  @Matches(LETTER_OR_DIGIT)
  q?: string;

  @EmptyIsMissing()
  @MayBeMissing()
  @IsName()
  product?: string;

  /** Key or ID of a license. */
  @EmptyIsMissing()
  @MayBeMissing()
  @IsName()
  license?: string;

  @EmptyIsMissing()
  @MayBeMissing()
  @IsName(64)
  ip?: string;

  @EmptyIsMissing()
  @MayBeMissing()
  @IsName(100)
  after?: string;

  @EmptyIsMissing()
  @MayBeMissing()
  @IsName(100)
  before?: string;

  static toFilter({ view, q, product, license, ip }: DeviceListQueryDto): ActivationFilter {
    return { active: view && view === 'active', q, product, license, ip };
  }
}
