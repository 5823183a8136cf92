import { Body, Controller, Get, Module, Post, Query } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { Authorized, Public } from '../../src/common/access/authorized.decorator';
import { Action } from '../../src/common/dialects/actions';
import { defineDialect, type ErrorTable } from '../../src/common/dialects/define-dialect';
import { Dialect, ErrorsAs } from '../../src/common/dialects/dialect.decorator';
import { NATIVE } from '../../src/common/dialects/native.dialect';
import { problem } from '../../src/common/errors/domain-error';
import { RateLimited } from '../../src/common/limits/rate-limited.decorator';
import { address } from '../../src/common/limits/rate-limit-keys';
import { Permission } from '../../src/identity/permissions/permission';

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
