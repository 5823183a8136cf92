import { ApiProperty, ApiSchema, PickType, PartialType } from '@nestjs/swagger';
import { IsEmail, IsIn, IsOptional } from 'class-validator';
import { PageOf } from '../../../common/pagination/page.dto';
import { BY_CREATION, SortedPage } from '../../../common/pagination/sorting';
import { IsText, MaxLength, MayBeMissing } from '../../../common/validation/fields';
import { IsSearchFilter } from '../../../common/validation/search-text';
import { CUSTOMER_ROLES, type CustomerRole, type CustomerUser } from '../customer-user.entity';
import type { NewCustomerUser } from '../customer-users.service';

const ROLE =
  '`admin`: sees all licenses of the company and names its users. `user`: sees the licenses that name the person.';

/** A user of a customer to add, as the native API takes it. */
export class AddCustomerUserDto {
  /** E-mail address by which the person signs in to the portal, stored in lower case. */
  @IsEmail()
  @MaxLength(255)
  @ApiProperty({ format: 'email', example: 'grace@example.com' })
  email!: string;

  /**
   * Display name of the person; null if unknown.
   * @example "Grace Hopper"
   */
  @IsOptional()
  @IsText(255)
  @ApiProperty({ type: String, nullable: true, required: false, maxLength: 255 })
  name?: string | null;

  @MayBeMissing()
  @IsIn(CUSTOMER_ROLES)
  @ApiProperty({ enum: CUSTOMER_ROLES, enumName: 'CustomerRole', default: 'user', required: false, description: ROLE })
  role: CustomerRole = 'user';

  static toUser({ email, name = null, role }: AddCustomerUserDto): NewCustomerUser {
    return { email, name, role };
  }
}

export class UpdateCustomerUserDto extends PartialType(PickType(AddCustomerUserDto, ['name']), {
  skipNullProperties: false,
}) {
  @MayBeMissing()
  @IsIn(CUSTOMER_ROLES)
  @ApiProperty({ enum: CUSTOMER_ROLES, enumName: 'CustomerRole', required: false, description: ROLE })
  role?: CustomerRole;
}

export class ListCustomerUsersDto extends SortedPage(BY_CREATION, 'CreationSort') {
  @IsSearchFilter('e-mail address or the name')
  q?: string;
}

export class CustomerUserDto {
  /** UUID. */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  /** E-mail address. */
  email!: string;

  /** Display name of the person; null if unknown. */
  @ApiProperty({ type: String, nullable: true })
  name!: string | null;

  @ApiProperty({ enum: CUSTOMER_ROLES, enumName: 'CustomerRole', description: ROLE })
  role!: CustomerRole;

  /** When the person was added. */
  created_at!: Date;

  static from({ uid, email, name, role, createdAt }: CustomerUser): CustomerUserDto {
    return { id: uid, email, name, role, created_at: createdAt };
  }
}

@ApiSchema({ name: 'CustomerUserPage' })
export class CustomerUserPageDto extends PageOf(CustomerUserDto) {}
