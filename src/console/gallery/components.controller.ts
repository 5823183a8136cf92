import { Get } from '@nestjs/common';
import { Authorized } from '../../common/access/authorized.decorator';
import { Permission } from '../../identity/permissions/permission';
import { ConsoleController } from '../kit/console-controller.decorator';
import type { Page } from '../kit/page';
import { componentsPage } from './components.view';

/** One of each component, for whoever changes them. Only owners may see it, and no page leads to it. */
@ConsoleController('console/components')
@Authorized(Permission.SettingsWrite)
export class ComponentsController {
  @Get()
  showComponents(): Page {
    return componentsPage();
  }
}
