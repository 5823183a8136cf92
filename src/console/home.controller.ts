import { Get } from '@nestjs/common';
import { Authorized } from '../common/access/authorized.decorator';
import { problem } from '../common/errors/domain-error';
import { CurrentCaller, type LoggedIn } from '../identity/permissions/caller';
import { Permission } from '../identity/permissions/permission';
import { ConsoleController } from './frame/console-controller.decorator';
import { SeeOther } from './kit/page';
import { homeOf } from './frame/navigation';

@ConsoleController('console')
@Authorized(Permission.OwnSession)
export class HomeController {
  /** Leads to the first page that the user may see. */
  @Get()
  openConsole(@CurrentCaller() { user }: LoggedIn): SeeOther {
    return new SeeOther(homeOf(user.role));
  }

  /** Unknown pages keep the navigation. */
  @Get('*')
  openUnknownPage(): never {
    throw problem('PAGE_NOT_FOUND');
  }
}
