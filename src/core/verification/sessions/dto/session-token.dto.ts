import { IsName } from '../../../common/validation/fields';

export class LicenseSessionTokenDto {
  /** Token that the start of the session returned. */
  @IsName()
  session_token!: string;
}
