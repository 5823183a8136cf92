import { IsText, MayBeMissing } from '../../../common/validation/fields';
import { texts } from '../../../i18n/texts';
import { refusedField } from '../../kit/form-state';

export class RevokeSigningKeyFormDto {
  @MayBeMissing()
  @IsText(255)
  confirm?: string;

  /** The id is typed, so that nobody revokes another key by mistake. */
  static check({ confirm = '' }: RevokeSigningKeyFormDto, kid: string): void {
    if (confirm.trim() !== kid) {
      throw refusedField('confirm', texts('signingKeys').revocation.wrong({ kid }), 'mismatch');
    }
  }
}
