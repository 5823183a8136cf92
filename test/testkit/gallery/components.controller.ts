import { Get, Post } from '@nestjs/common';
import { Authorized } from '../../../src/core/common/access/authorized.decorator';
import { Clock } from '../../../src/core/common/clock';
import type { FormValues } from '../../../src/core/common/http/form-fields';
import { Permission } from '../../../src/core/identity/permissions/permission';
import { ConsoleController } from '../../../src/pages/frame/console-controller.decorator';
import { FormState } from '../../../src/pages/kit/form-state';
import { type Page, SeeOther } from '../../../src/pages/kit/page';
import { submitForm } from '../../../src/pages/kit/submit-form';
import { componentsPage } from './components.view';
import { confirmationPage } from './confirmation.view';
import { ReasonDto } from './reason.dto';
import { FormBody } from '../../../src/pages/kit/parameters';

const PATH = '/console/components';
const TEXT = 'Brightwater Post GmbH';

/** One of each component, for whoever changes them. Only owners may see it, and no page leads to it. */
@ConsoleController('console/components')
@Authorized(Permission.SettingsWrite)
export class ComponentsController {
  constructor(private readonly clock: Clock) {}

  @Get()
  showComponents(): Page {
    return componentsPage(this.samples());
  }

  @Get('delete')
  confirmDeletion(): Page {
    return confirmationPage(this.samples(), FormState.empty());
  }

  /** Changes nothing: shows how a form is refused, and what follows a form that is not. */
  @Post('delete')
  delete(@FormBody() body: FormValues): Promise<Page | SeeOther> {
    return submitForm({
      body,
      input: ReasonDto,
      messages: { reason: 'A reason has at most 100 characters.' },
      submit: ({ reason }) => Promise.resolve(SeeOther.done(PATH, `Deleted: ${reason}`)),
      show: (form) => confirmationPage(this.samples(), form),
    });
  }

  private samples(): { text: string; at: Date } {
    return { text: TEXT, at: this.clock.now() };
  }
}
