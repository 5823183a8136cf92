import { Get, Post } from '@nestjs/common';
import { Authorized } from '../../../common/access/authorized.decorator';
import type { FormValues } from '../../../common/http/form-fields';
import { WebhookDeliveryDetailsService } from '../../../events/webhooks/webhook-delivery-details.service';
import { type EndpointWithSecret, WebhookEndpointsService } from '../../../events/webhooks/webhook-endpoints.service';
import { Permission } from '../../../identity/permissions/permission';
import { ConsoleController } from '../../frame/console-controller.decorator';
import { FormState } from '../../kit/form-state';
import { type Page, SeeOther } from '../../kit/page';
import { submitForm } from '../../kit/submit-form';
import { texts } from '../../../i18n/texts';
import { secretPage } from '../secret-page';
import { deleteWebhookPage, rotateSecretPage, webhookFormPage } from './webhook-form.view';
import { EditWebhookFormDto, eventsIn, NewWebhookFormDto, RotateSecretFormDto, valuesOf } from './webhook-forms';
import { webhookPath, WEBHOOKS_PATH } from './webhook-paths';
import { nameOf } from './webhook-state';
import { Id, FormBody } from '../../kit/parameters';
import { filledIn } from '../../kit/form-input';

const NEW_WEBHOOK = { format: 'native' };
const OVERLAP = { overlap_hours: '24' };

/** Adds, changes and deletes webhooks. */
@ConsoleController('console/webhooks')
export class WebhookFormsController {
  constructor(
    private readonly endpoints: WebhookEndpointsService,
    private readonly details: WebhookDeliveryDetailsService,
  ) {}

  @Get('new')
  @Authorized(Permission.WebhooksWrite)
  showNewWebhook(): Page {
    return webhookFormPage({ form: FormState.of(NEW_WEBHOOK), events: [] });
  }

  @Post('new')
  @Authorized(Permission.WebhooksWrite)
  createWebhook(@FormBody() body: FormValues): Promise<Page | SeeOther> {
    const { form, secretPage: words } = texts('webhooks');
    return submitForm({
      body: filledIn(body),
      input: NewWebhookFormDto,
      messages: form.messages,
      submit: async (input) => this.shown(await this.endpoints.create(input), words.created),
      show: (state) => webhookFormPage({ form: state, events: eventsIn(body) }),
    });
  }

  @Get(':id/edit')
  @Authorized(Permission.WebhooksWrite)
  async showWebhookForm(@Id() id: string): Promise<Page> {
    const endpoint = await this.endpoints.get(id);
    return webhookFormPage({ form: FormState.of(valuesOf(endpoint)), events: endpoint.events, endpoint });
  }

  @Post(':id/edit')
  @Authorized(Permission.WebhooksWrite)
  updateWebhook(@Id() id: string, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    const { form, done } = texts('webhooks');
    return submitForm({
      body,
      input: EditWebhookFormDto,
      messages: form.messages,
      submit: async (input) => {
        const endpoint = await this.endpoints.change(id, input);
        return SeeOther.done(webhookPath(id), done.saved({ name: nameOf(endpoint) }));
      },
      show: async (state) =>
        webhookFormPage({ form: state, events: eventsIn(body), endpoint: await this.endpoints.get(id) }),
    });
  }

  @Get(':id/rotate-secret')
  @Authorized(Permission.WebhooksWrite)
  async askToRotateSecret(@Id() id: string): Promise<Page> {
    return rotateSecretPage(await this.endpoints.get(id), FormState.of(OVERLAP));
  }

  @Post(':id/rotate-secret')
  @Authorized(Permission.WebhooksWrite)
  rotateSecret(@Id() id: string, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    const { form, secretPage: words } = texts('webhooks');
    return submitForm({
      body: filledIn(body),
      input: RotateSecretFormDto,
      messages: form.messages,
      submit: async ({ secret, overlap_hours: overlap }) =>
        this.shown(await this.endpoints.rotateSecret(id, secret, overlap), words.rotated),
      show: async (state) => rotateSecretPage(await this.endpoints.get(id), state),
    });
  }

  @Get(':id/delete')
  @Authorized(Permission.WebhooksWrite)
  async askToDeleteWebhook(@Id() id: string): Promise<Page> {
    const endpoint = await this.endpoints.get(id);
    return deleteWebhookPage(endpoint, await this.details.countUndelivered(endpoint));
  }

  @Post(':id/delete')
  @Authorized(Permission.WebhooksWrite)
  async deleteWebhook(@Id() id: string): Promise<SeeOther> {
    const endpoint = await this.endpoints.get(id);
    await this.endpoints.delete(id);
    return SeeOther.done(WEBHOOKS_PATH, texts('webhooks').deletion.done({ name: nameOf(endpoint) }));
  }

  private shown({ endpoint, secret }: EndpointWithSecret, done: string): Page {
    const { title, form, secretPage: words } = texts('webhooks');
    const href = webhookPath(endpoint.uid);
    return secretPage({
      title: words.title,
      crumbs: [
        { title, href: WEBHOOKS_PATH },
        { title: nameOf(endpoint), href },
      ],
      done,
      once: words.once,
      label: form.secret,
      secret,
      use: words.use,
      next: { title: words.open, href },
    });
  }
}
