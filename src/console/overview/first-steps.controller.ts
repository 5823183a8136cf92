import { Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Authorized } from '../../common/access/authorized.decorator';
import type { FormValues } from '../../common/http/form-fields';
import { problem } from '../../common/errors/domain-error';
import { AddProductService } from '../../catalog/products/add-product.service';
import { type Caller, CurrentCaller } from '../../identity/permissions/caller';
import { Permission } from '../../identity/permissions/permission';
import { FirstStepsService } from '../../licensing/statistics/first-steps.service';
import { IssueLicensesService } from '../../licenses/issuing/issue-licenses.service';
import { ConsoleController } from '../frame/console-controller.decorator';
import { type Page, SeeOther } from '../kit/page';
import { submitForm } from '../kit/submit-form';
import { texts } from '../../i18n/texts';
import { FirstStepsPageService } from './first-steps-page.service';
import { stepsPath, ProductNameDto } from './overview-query.dto';
import { FormBody } from '../kit/parameters';

/** The first steps of an installation. */
@ConsoleController('console/overview')
export class FirstStepsController {
  constructor(
    private readonly products: AddProductService,
    private readonly licenses: IssueLicensesService,
    private readonly steps: FirstStepsService,
    private readonly pages: FirstStepsPageService,
  ) {}

  @Post('product')
  @Authorized(Permission.ProductsWrite)
  addFirstProduct(
    @CurrentCaller() caller: Caller,
    @FormBody() body: FormValues,
    @Req() request: FastifyRequest,
  ): Promise<Page | SeeOther> {
    const t = texts('firstSteps');
    return submitForm({
      body,
      input: ProductNameDto,
      submit: async ({ name }) => {
        await this.products.addNamed(name);
        return SeeOther.done(stepsPath(), t.added({ name }));
      },
      show: async (form) => this.pages.page(await this.steps.read(), form, caller, request, 'typescript'),
    });
  }

  @Post('license')
  @Authorized(Permission.LicensesWrite)
  async issueFirstLicense(): Promise<SeeOther> {
    const { product, license } = await this.steps.read();
    if (!product) {
      throw problem('PRODUCT_NOT_FOUND');
    }
    // Sent twice, the form issues one license.
    await (license ?? this.licenses.issue({ product: product.reference }));
    return SeeOther.done(stepsPath(), texts('firstSteps').issued);
  }
}
