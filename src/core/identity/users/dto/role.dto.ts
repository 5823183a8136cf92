import { applyDecorators } from '@nestjs/common';
import { ApiProperty, OmitType, PartialType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayNotEmpty, ArrayUnique, IsArray, IsIn, IsOptional } from 'class-validator';
import type { PermissionName } from '../../../common/access/authorized.decorator';
import { IsName, IsNameList, IsOneLine } from '../../../common/validation/fields';
import { ROLE_PERMISSIONS } from '../../permissions/granted-permissions';
import type { ListedRole } from '../roles.service';

/** Products that one role can be for. */
export const MAX_PRODUCTS = 50;

/** Description of the parameter that names a role. */
export const ROLE_ID = 'UUID or name of the role.';

export class RoleDto {
  /** UUID; the name of a fixed role. */
  id!: string;

  /** Name, which users have as their `role`. */
  name!: string;

  /** Whether it is `owner`, `admin`, `support` or `viewer`, which cannot be changed. */
  fixed!: boolean;

  /**
   * Permissions. Every role also has those of the user's own sessions.
   * @example ["licenses:read", "activations:read", "activations:write"]
   */
  permissions!: string[];

  /** References of the products whose data the role sees and changes; null for all products. */
  @ApiProperty({ type: [String], nullable: true })
  products!: string[] | null;

  /** Number of users that have the role, deactivated ones included. */
  @ApiProperty({ type: 'integer' })
  users!: number;

  /** When it was created; null for a fixed role. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  created_at!: Date | null;

  static from({ id, name, isFixed, permissions, products, users, createdAt }: ListedRole): RoleDto {
    return {
      id,
      name,
      fixed: isFixed,
      permissions: [...permissions],
      products: products && [...products],
      users,
      created_at: createdAt,
    };
  }
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
export class CreateRoleDto {
  /**
   * Name, unique without regard to case; not `owner`, `admin`, `support` or `viewer`.
   * @example "Seat desk"
   */
  @IsRoleName()
  name!: string;

  /** Permissions, of which the caller must have each. */
  @IsArray()
  @ArrayMaxSize(ROLE_PERMISSIONS.length)
  @IsIn(ROLE_PERMISSIONS, { each: true })
  @ApiProperty({
    type: [String],
    enum: ROLE_PERMISSIONS,
    enumName: 'RolePermission',
    example: ['licenses:read', 'activations:read', 'activations:write'],
  })
  permissions!: PermissionName[];

  /** UUIDs or references of the products whose data the role sees and changes; null for all products. */
  @IsOptional()
  @IsNameList(MAX_PRODUCTS)
  @ArrayNotEmpty()
  @ArrayUnique()
  @ApiProperty({
    type: [String],
    nullable: true,
    required: false,
    minItems: 1,
    maxItems: MAX_PRODUCTS,
    example: undefined,
  })
  products?: string[] | null;
}

class ChangeableRoleDto extends OmitType(CreateRoleDto, ['name']) {
  /** New name; users keep the role. */
  @IsRoleName()
  @ApiProperty({ example: undefined })
  name!: string;
}

export class UpdateRoleDto extends PartialType(ChangeableRoleDto, { skipNullProperties: false }) {}
