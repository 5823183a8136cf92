import { Get, Post } from '@nestjs/common';
import { PoliciesService } from '../../../catalog/policies/policies.service';
import { productInput, UpdateProductDto } from '../../../catalog/products/dto/product.dto';
import { ProductsService } from '../../../catalog/products/products.service';
import { Authorized } from '../../../common/access/authorized.decorator';
import type { FormValues } from '../../../common/http/form-fields';
import { type Caller, CurrentCaller, isPermitted } from '../../../identity/permissions/caller';
import { Permission } from '../../../identity/permissions/permission';
import { ConsoleController } from '../../frame/console-controller.decorator';
import { FormState } from '../../kit/form-state';
import { type Page, SeeOther } from '../../kit/page';
import { submitForm } from '../../kit/submit-form';
import { texts } from '../../../i18n/texts';
import { asFormError } from '../../kit/form-input';
import { productFieldsIn, productMessages, productValues } from './product-form';
import { productFormPage } from './product-form.view';
import { ProductFactsService } from './product-facts.service';
import { productPath } from './product-paths';
import { productPage } from './product.view';
import { Id, FormBody } from '../../kit/parameters';

/** Policies that the form of a product offers for trials: the newest. */
const OFFERED_POLICIES = 100;

/** The page of a product, and its form. */
@ConsoleController('console/products')
export class ProductController {
  constructor(
    private readonly products: ProductsService,
    private readonly policies: PoliciesService,
    private readonly facts: ProductFactsService,
  ) {}

  @Get(':id')
  @Authorized(Permission.ProductsRead)
  async showProduct(@CurrentCaller() caller: Caller, @Id() id: string): Promise<Page> {
    return productPage({
      ...(await this.facts.read(id)),
      canWrite: isPermitted(caller, Permission.ProductsWrite),
      canWriteKeys: isPermitted(caller, Permission.LicensesWrite),
    });
  }

  @Get(':id/edit')
  @Authorized(Permission.ProductsWrite)
  async showProductForm(@Id() id: string): Promise<Page> {
    return this.form(id, FormState.of(productValues(await this.products.get(id))));
  }

  @Post(':id/edit')
  @Authorized(Permission.ProductsWrite)
  updateProduct(@Id() id: string, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    return submitForm({
      body,
      input: UpdateProductDto,
      fields: productFieldsIn,
      messages: productMessages(),
      submit: async (input) => {
        const { name } = await asFormError(this.products.change(id, productInput(input)));
        return SeeOther.done(productPath(id), texts('products').saved({ name }));
      },
      show: (form) => this.form(id, form),
    });
  }

  private async form(id: string, form: FormState): Promise<Page> {
    const { rows } = await this.policies.list({ limit: OFFERED_POLICIES });
    return productFormPage({ form, policies: rows, product: await this.products.get(id) });
  }
}
