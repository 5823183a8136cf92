import { IsText, IsName, MayBeMissing } from '../../../common/validation/fields';
import { InvalidInput } from '../../../common/errors/domain-error';
import { EmptyIsMissing } from '../../kit/empty-is-missing';
import { MAX_TRAIL } from '../cursor-trail';

export class SigningKeyListQueryDto {
  @EmptyIsMissing()
  @MayBeMissing()
  @IsName(MAX_TRAIL)
  after?: string;
}

export class RevokeSigningKeyFormDto {
  @MayBeMissing()
  @IsText(255)
  confirm?: string;

  /** The id is typed, so that nobody revokes another key by mistake. */
  static check({ confirm = '' }: RevokeSigningKeyFormDto, kid: string): void {
    if (confirm.trim() !== kid) {
      throw new InvalidInput('confirm', 'The key ID is another one', 'mismatch');
    }
  }
}
