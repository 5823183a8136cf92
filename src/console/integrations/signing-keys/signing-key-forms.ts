import { IsText, MayBeMissing } from '../../../common/validation/fields';
import { InvalidInput } from '../../../common/errors/domain-error';

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
