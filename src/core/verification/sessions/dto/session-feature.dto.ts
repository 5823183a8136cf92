import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsNameList, MayBeMissing } from '../../../common/validation/fields';
import { IsNonce, SignedOutcomeDto } from '../../signed-answers/dto/signed-answer.dto';
import { type AskedFeature, FEATURE_REFUSALS, type FeatureRefusal } from '../session-features.service';
import { LicenseSessionTokenDto } from './session-token.dto';

/** Features of one call. */
export const MAX_FEATURES = 50;

@ApiSchema({ name: 'ChangeSessionFeatures' })
export class ChangeSessionFeaturesDto extends LicenseSessionTokenDto {
  @MayBeMissing()
  @IsNameList(MAX_FEATURES)
  @ApiPropertyOptional({ example: ['render'], description: 'Codes of features to take.' })
  take?: string[];

  @MayBeMissing()
  @IsNameList(MAX_FEATURES)
  @ApiPropertyOptional({ example: undefined, description: 'Codes of features to give back.' })
  release?: string[];

  @IsNonce()
  nonce?: string;
}

@ApiSchema({ name: 'SessionFeature' })
export class SessionFeatureDto {
  /** Code of the feature. */
  feature!: string;

  /** Whether the session holds it. */
  held!: boolean;

  @ApiProperty({ type: 'integer', description: 'Running sessions that hold it.' })
  used!: number;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Sessions that may hold it; null is unlimited.' })
  max!: number | null;

  @ApiProperty({ enum: [...FEATURE_REFUSALS, null], nullable: true, description: 'Why the session did not get it.' })
  code!: FeatureRefusal | null;

  static from({ feature, isHeld, used, max, refusal }: AskedFeature): SessionFeatureDto {
    return { feature, held: isHeld, used, max, code: refusal };
  }
}

@ApiSchema({ name: 'SessionFeatures' })
export class SessionFeaturesDto extends SignedOutcomeDto {
  /** The features that the call named. */
  @ApiProperty({ type: [SessionFeatureDto] })
  features!: SessionFeatureDto[];
}
