import { applyDecorators } from '@nestjs/common';
import { ApiProperty, OmitType, PartialType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsArray, IsIn } from 'class-validator';
import type { PermissionName } from '../../../common/access/authorized.decorator';
import { answerOf, fieldsOf, inputOf, nullable, required } from '../../../common/fields/fields-of';
import { IsName, IsNameList, IsOneLine } from '../../../common/validation/fields';
import { ROLE_PERMISSIONS } from '../../permissions/granted-permissions';
import type { ListedRole } from '../roles.service';

/** Products that one role can be for. */
export const MAX_PRODUCTS = 50;

/** Description of the parameter that names a role. */
export const ROLE_ID = 'UUID or name of the role.';

const PERMISSIONS = ['licenses:read', 'activations:read', 'activations:write'];

const ROLE = fieldsOf<ListedRole>()({
  id: { description: 'UUID; the name of a fixed role.' },
  name: {
    description: 'Name, which users have as their `role`.',
    input: required(
      {
        description: 'Name, unique without regard to case; not `owner`, `admin`, `support` or `viewer`.',
        example: 'Seat desk',
      },
      IsRoleName(),
    ),
  },
  fixed: {
    type: Boolean,
    description: 'Whether it is `owner`, `admin`, `support` or `viewer`, which cannot be changed.',
    from: 'isFixed',
  },
  permissions: {
    type: [String],
    description: "Permissions. Every role also has those of the user's own sessions.",
    example: PERMISSIONS,
    from: ({ permissions }) => [...permissions],
    input: required<PermissionName[]>(
      { description: 'Permissions, of which the caller must have each.', example: undefined },
      ApiProperty({ example: PERMISSIONS }),
      IsArray(),
      ArrayMaxSize(ROLE_PERMISSIONS.length),
      IsIn(ROLE_PERMISSIONS, { each: true }),
      ApiProperty({ type: [String], enum: ROLE_PERMISSIONS, enumName: 'RolePermission' }),
    ),
  },
  products: {
    type: [String],
    description: 'References of the products whose data the role sees and changes; null for all products.',
    nullable: true,
    from: ({ products }) => products && [...products],
    input: nullable(
      'UUIDs or references of the products whose data the role sees and changes; null for all products.',
      IsNameList(MAX_PRODUCTS),
      ArrayNotEmpty(),
      ArrayUnique(),
      ApiProperty({ minItems: 1, uniqueItems: true, maxItems: MAX_PRODUCTS }),
    ),
  },
  users: { type: 'integer', description: 'Number of users that have the role, deactivated ones included.' },
  created_at: {
    type: Date,
    description: 'When it was created; null for a fixed role.',
    nullable: true,
    schema: { type: String, format: 'date-time' },
  },
});

export class RoleDto extends answerOf(ROLE) {
  static readonly from = ROLE.from;
}

export class RoleListDto {
  /** The fixed roles, then the others by name. */
  items!: RoleDto[];

  static from(roles: readonly ListedRole[]): RoleListDto {
    return { items: roles.map((role) => RoleDto.from(role)) };
  }
}

function IsRoleName(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value)),
    IsName(64),
    IsOneLine(),
  );
}

/** Fields of a role to create, as the native API takes them. */
export class CreateRoleDto extends inputOf(ROLE) {}

class ChangeableRoleDto extends OmitType(CreateRoleDto, ['name']) {
  /** New name; users keep the role. */
  @IsRoleName()
  @ApiProperty({ example: undefined })
  name!: string;
}

export class UpdateRoleDto extends PartialType(ChangeableRoleDto, { skipNullProperties: false }) {}
