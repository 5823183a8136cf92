import { ApiProperty, ApiSchema, OmitType } from '@nestjs/swagger';
import { ArrayNotEmpty, ArrayUnique } from 'class-validator';
import { IsNameList, MayBeMissing } from '../../../common/validation/fields';
import { MAX_PRODUCTS } from '../../users/dto/role.dto';
import { CreateUserDto, UserDto } from '../../users/dto/user.dto';
import { INVITATION_PATH, type Invited } from '../invitations.service';

/** Fields of a user to invite, as the native API takes them. */
export class InviteUserDto extends OmitType(CreateUserDto, ['password']) {
  /** UUIDs or references of the only products for the user: the role is limited to them, by a role that exists or a new one, which needs `roles:write`. All products of the role by default. */
  @MayBeMissing()
  @IsNameList(MAX_PRODUCTS)
  @ArrayNotEmpty()
  @ArrayUnique()
  @ApiProperty({ type: [String], required: false, minItems: 1, maxItems: MAX_PRODUCTS, example: undefined })
  products?: string[];
}

/** An invitation, as the native API returns it. */
@ApiSchema({ name: 'UserInvitation' })
export class UserInvitationDto {
  /** The new user, who cannot log in yet. */
  user!: UserDto;

  /**
   * Link to the page on which the user chooses a password; it works once and cannot be retrieved later. Null if it is sent by e-mail.
   * @example "https://licenses.example/invitation?token=kI3…"
   */
  @ApiProperty({ type: String, nullable: true })
  url!: string | null;

  /** When the link stops working. */
  expires_at!: Date;

  static shown({ user, token, expiresAt }: Invited, base: string): UserInvitationDto {
    const url = token === null ? null : `${base}${INVITATION_PATH}?token=${token}`;
    return { user: UserDto.from(user), url, expires_at: expiresAt };
  }
}
