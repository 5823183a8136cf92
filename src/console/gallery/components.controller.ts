import { Get, Post } from '@nestjs/common';
import { Authorized } from '../../common/access/authorized.decorator';
import { Clock } from '../../common/clock';
import type { FormValues } from '../../common/http/form-fields';
import { Permission } from '../../identity/permissions/permission';
import { ConsoleController } from '../frame/console-controller.decorator';
import { FormState } from '../kit/form-state';
import { type Page, SeeOther } from '../kit/page';
import { submitForm } from '../kit/submit-form';
import { componentsPage } from './components.view';
import { confirmationPage } from './confirmation.view';
import { ReasonDto } from './reason.dto';
import { FormBody } from '../kit/parameters';

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
      submit: ({ reason }) => Promise.resolve(new SeeOther(PATH, { tone: 'ok', text: `Deleted: ${reason}` })),
      show: (form) => confirmationPage(this.samples(), form),
    });
  }

  private samples(): { text: string; at: Date } {
    return { text: TEXT, at: this.clock.now() };
  }
}
