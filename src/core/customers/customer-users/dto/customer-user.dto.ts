import { ApiProperty, ApiSchema, PickType, PartialType } from '@nestjs/swagger';
import { IsEmail, IsIn } from 'class-validator';
import { ID } from '../../../common/fields/common-fields';
import { answerOf, fieldsOf, inputOf, nullable, optional, required } from '../../../common/fields/fields-of';
import { PageOf } from '../../../common/pagination/page.dto';
import { BY_CREATION, SortedPage } from '../../../common/pagination/sorting';
import { IsText, MaxLength, MayBeMissing } from '../../../common/validation/fields';
import { IsSearchFilter } from '../../../common/validation/search-text';
import { CUSTOMER_ROLES, type CustomerRole, type CustomerUser } from '../customer-user.entity';
import type { NewCustomerUser } from '../customer-users.service';

const ROLE =
  '`admin`: sees all licenses of the company and names its users. `user`: sees the licenses that name the person.';

const CUSTOMER_USER = fieldsOf<CustomerUser>()({
  ...ID,
  email: {
    description: 'E-mail address.',
    input: required(
      'E-mail address by which the person signs in to the portal, stored in lower case.',
      ApiProperty({ format: 'email', example: 'grace@example.com' }),
      IsEmail(),
      MaxLength(255),
    ),
  },
  name: {
    description: 'Display name of the person; null if unknown.',
    nullable: true,
    input: nullable(IsText(255), ApiProperty({ example: 'Grace Hopper' })),
  },
  role: {
    enum: CUSTOMER_ROLES,
    enumName: 'CustomerRole',
    schema: { description: ROLE },
    input: optional(IsIn(CUSTOMER_ROLES), ApiProperty({ default: 'user', description: ROLE })),
  },
  created_at: { type: Date, description: 'When the person was added.' },
});

/** A user of a customer to add, as the native API takes it. */
export class AddCustomerUserDto extends inputOf(CUSTOMER_USER) {
  static toUser({ email, name = null, role = 'user' }: AddCustomerUserDto): NewCustomerUser {
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

export class CustomerUserDto extends answerOf(CUSTOMER_USER) {
  static readonly from = CUSTOMER_USER.from;
}

@ApiSchema({ name: 'CustomerUserPage' })
export class CustomerUserPageDto extends PageOf(CustomerUserDto) {}
