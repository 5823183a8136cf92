import { Get, Query } from '@nestjs/common';
import { Authorized } from '../../common/access/authorized.decorator';
import { IsName } from '../../common/validation/fields';
import { CurrentCaller, type LoggedIn } from '../../identity/permissions/caller';
import { Permission } from '../../identity/permissions/permission';
import { ConsoleController } from '../frame/console-controller.decorator';
import { OptionalField } from '../kit/optional-field';
import type { Page } from '../kit/page';
import { FindAnythingService } from './find-anything.service';
import { searchPage } from './search.view';

class SearchPageQueryDto {
  @OptionalField()
  @IsName()
  q?: string;
}

@ConsoleController('console/search')
export class SearchPageController {
  constructor(private readonly anything: FindAnythingService) {}

  /** Each kind of row is found by those who may read it. */
  @Get()
  @Authorized(Permission.LicensesRead)
  async showSearch(@CurrentCaller() { user }: LoggedIn, @Query() { q }: SearchPageQueryDto): Promise<Page> {
    return searchPage(q, await this.anything.find(q, user.role));
  }
}
