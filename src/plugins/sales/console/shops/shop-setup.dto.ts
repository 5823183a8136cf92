import { IsOneLine, Length, MayBeMissing } from '../../../../core/common';

const MAX_SECRET = 500;

/** Credentials that a shop shows once its webhook is made. */
export class ShopSetupDto {
  @MayBeMissing()
  @Length(8, MAX_SECRET)
  @IsOneLine()
  secret?: string;

  @MayBeMissing()
  @Length(1, MAX_SECRET)
  @IsOneLine()
  api_key?: string;
}
