import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsIn, IsUrl } from 'class-validator';
import { IsName, IsOneLine, IsWholeNumber, MaxLength, MayBeMissing } from '../../../../core/common';
import {
  type CreatedPortalSession,
  PORTAL_SESSION_PAGES,
  type PortalSessionPage,
} from '../create-portal-session.service';

@ApiSchema({ name: 'CreatePortalSession' })
export class CreatePortalSessionDto {
  /**
   * UUID, reference or e-mail address of the customer. The session shows what the portal shows for the e-mail address: of all
   * customers that have it.
   */
  @IsName()
  @IsOneLine()
  @ApiProperty({ example: 'ada@example.com' })
  customer!: string;

  /**
   * Page that the link opens: all licenses, one license, its devices, the orders, or the checkout that renews the license, which is opened itself if there is none. `license`
   * if `license` is sent, `licenses` otherwise.
   */
  @MayBeMissing()
  @IsIn(PORTAL_SESSION_PAGES)
  @ApiProperty({ enum: PORTAL_SESSION_PAGES, enumName: 'PortalSessionPage', required: false })
  page?: PortalSessionPage;

  /** UUID, key or former key of a license of the customer, for the pages `license`, `devices` and `renew`. */
  @MayBeMissing()
  @IsName()
  @IsOneLine()
  @ApiProperty({ required: false, example: undefined })
  license?: string;

  /**
   * Address to which the pages lead back while the session lasts. It begins with one of the setting `portal.return_urls`: the
   * same origin, and the same path or one below it.
   */
  @MayBeMissing()
  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http', 'https'] })
  @MaxLength(2048)
  @ApiProperty({ required: false, format: 'uri', example: undefined })
  return_url?: string;

  /** Seconds in which the link can be used, 60 to 900. */
  @MayBeMissing()
  @IsWholeNumber(60, 900)
  @ApiProperty({ required: false, default: 300 })
  expires_in: number = 300;
}

@ApiSchema({ name: 'PortalSession' })
export class PortalSessionDto {
  /** Link that signs in to the portal, once. Send the customer's browser there, and store it nowhere. */
  @ApiProperty({ format: 'uri', example: 'https://licenses.example.com/portal/sign-in?token=the-token' })
  url!: string;

  /** When the link can no longer be used. */
  expires_at!: Date;

  static from({ url, expiresAt }: CreatedPortalSession): PortalSessionDto {
    return { url, expires_at: expiresAt };
  }
}
