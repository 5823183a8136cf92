import { Query } from '@nestjs/common';
import { ProductsService } from '../../../../core/catalog';
import { Authorized, camelCased, IsName } from '../../../../core/common';
import { EventRatesService } from './event-rates.service';
import { type WebhookEndpoint, WebhookEndpointsService } from '../../../../core/events';
import { EventSamplesService, WebhookTestsService } from '../../../../core/events/internal';
import { Permission } from '../../../../core/identity';
import { texts } from '../../../../core/i18n';
import { ConsoleController } from '../../../../pages/frame/console-controller.decorator';
import { FormRoute } from '../../../../pages/kit/form-route';
import { OptionalField } from '../../../../pages/kit/optional-field';
import { type PageForm, SeeOther } from '../../../../pages/kit/page';
import { Id } from '../../../../pages/kit/parameters';
import { WebhookForm, type WebhookFormDescription } from './webhook-form';
import { nameOf, shownSecret, webhookPath } from './webhook-parts';

const SUGGESTED_PRODUCTS = 100;

class WebhookFormQueryDto {
  /** Event whose sample is open. */
  @OptionalField()
  @IsName(64)
  sample?: string;
}

/** Adds and changes webhooks. */
@ConsoleController('console/webhooks')
@Authorized(Permission.WebhooksWrite)
export class WebhookFormController {
  constructor(
    private readonly endpoints: WebhookEndpointsService,
    private readonly tests: WebhookTestsService,
    private readonly products: ProductsService,
    private readonly samples: EventSamplesService,
    private readonly rates: EventRatesService,
  ) {}

  @FormRoute('new')
  async createWebhook(@Query() { sample }: WebhookFormQueryDto): Promise<PageForm> {
    const { created } = texts('webhooks').secretPage;
    return new WebhookForm({
      ...(await this.formData()),
      sample,
      test: (input) => this.tests.send(camelCased(input)),
      save: async (input) => shownSecret(await this.endpoints.create(camelCased(input)), created),
    });
  }

  @FormRoute(':id/edit')
  async updateWebhook(@Id() id: string, @Query() { sample }: WebhookFormQueryDto): Promise<PageForm> {
    return new WebhookForm({
      ...(await this.formData(await this.endpoints.get(id))),
      sample,
      test: (input) => this.tests.send(camelCased(input), id),
      save: async (input) => {
        const name = nameOf(await this.endpoints.change(id, camelCased(input)));
        return SeeOther.done(webhookPath(id), texts('webhooks').done.saved({ name }));
      },
    });
  }

  private async formData(endpoint?: WebhookEndpoint): Promise<Omit<WebhookFormDescription, 'test' | 'save'>> {
    const { rows } = await this.products.list({ limit: SUGGESTED_PRODUCTS });
    const limits = endpoint ? [...(await this.endpoints.productsOf([endpoint])).values()] : [];
    return {
      endpoint,
      products: limits,
      suggestedProducts: rows.map(({ reference }) => reference),
      rates: await this.rates.rates(),
      sampleOf: (event) => JSON.stringify(this.samples.shownSampleOf(event)),
    };
  }
}
