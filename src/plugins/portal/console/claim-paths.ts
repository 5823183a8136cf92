import { IsIn, Matches } from 'class-validator';
import { IsName, LETTER_OR_DIGIT } from '../../../core/common';
import { AfterBeforeDto } from '../../../pages/kit/cursor-page';
import { OptionalField } from '../../../pages/kit/optional-field';
import { CLAIM_STATES, type ClaimState } from '../claims/portal-claim.entity';

export const CLAIMS_PATH = '/console/claims';

export const importPath = `${CLAIMS_PATH}/import`;
export const undoImportPath = (importId: string): string => `${CLAIMS_PATH}/imports/${importId}/undo`;

export const claimPath = (claim: string, verb: 'approve' | 'refuse'): string => `${CLAIMS_PATH}/${claim}/${verb}`;

export class ClaimListQueryDto extends AfterBeforeDto {
  @OptionalField()
  @IsIn(CLAIM_STATES)
  state?: ClaimState;

  @OptionalField()
  @IsName()
  @Matches(LETTER_OR_DIGIT)
  q?: string;
}
