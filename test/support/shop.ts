import { Body, Controller, Get, Module, Post, Query } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { Authorized, Public } from '../../src/core/common/access/authorized.decorator';
import { Action } from '../../src/core/common/dialects/actions';
import { defineDialect, type ErrorTable } from '../../src/core/common/dialects/define-dialect';
import { Dialect, ErrorsAs } from '../../src/core/common/dialects/dialect.decorator';
import { NATIVE } from '../../src/core/common/dialects/native.dialect';
import { problem } from '../../src/core/common/errors/domain-error';
import { address, RateLimited } from '../../src/core/common/limits/route-limits';
import { Permission } from '../../src/core/identity/permissions/permission';

class FailureDto {
  error!: string;
}

class ItemDto {
  item!: string;
}

class ItemInputDto {
  @ApiProperty()
  @IsString()
  @MaxLength(20)
  item!: string;
}

class PriceInputDto extends ItemInputDto {
  @ApiProperty()
  @IsString()
  currency!: string;
}

const ERRORS: ErrorTable = {
  ...NATIVE.errors,
  codes: {},
  body: ({ code }) => ({ error: code }),
  schema: FailureDto,
};

/** Answers with 200 for things that do not exist. */
const POLITE: ErrorTable = {
  ...ERRORS,
  codes: { NOT_FOUND: { status: 200, body: ({ message }) => ({ error: message }) } },
  kinds: { ...ERRORS.kinds, invalid: { status: 422 } },
};

/** An API with one path for all actions. */
export const SHOP = defineDialect({
  name: 'shop',
  title: 'Shop',
  description: 'An API with one path.',
  pathPrefixes: ['/shop'],
  credential: { headers: ['x-api-key'] },
  discriminator: 'do',
  unknownFields: 'refuse',
  errors: ERRORS,
  limits: { default: { perMinute: 1000, keyBy: address }, sales: { perMinute: 2, keyBy: address } },
});

@Dialect(SHOP)
@ApiTags('shop')
@Controller('shop')
export class ShopController {
  /** Show an item. */
  @Get()
  @Action('show')
  @Public()
  showItem(@Query() { item }: ItemInputDto): ItemDto {
    if (item === 'unicorn') {
      throw problem('RECORD_NOT_FOUND');
    }
    return { item };
  }

  /** Sell an item. */
  @Post()
  @Action('sell')
  @Public()
  @RateLimited('sales')
  @ErrorsAs(POLITE)
  sellItem(@Body() { item }: PriceInputDto): ItemDto {
    if (item === 'unicorn') {
      throw problem('RECORD_NOT_FOUND');
    }
    return { item };
  }

  /** Burn an item. */
  @Post()
  @Action('burn')
  @Authorized(Permission.LicensesWrite)
  burnItem(@Body() { item }: ItemInputDto): ItemDto {
    return { item };
  }
}

@Module({ controllers: [ShopController] })
export class ShopModule {}
