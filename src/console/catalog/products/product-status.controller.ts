import { Get, Post } from '@nestjs/common';
import { ProductsService } from '../../../catalog/products/products.service';
import { VersionsService } from '../../../catalog/versions/versions.service';
import { Authorized } from '../../../common/access/authorized.decorator';
import { Permission } from '../../../identity/permissions/permission';
import { ConsoleController } from '../../frame/console-controller.decorator';
import { FormState } from '../../kit/form-state';
import { type Page, SeeOther } from '../../kit/page';
import { attemptChange } from '../../kit/submit-form';
import { texts } from '../../../i18n/texts';
import { deactivateProductPage, deleteProductPage } from './product-confirmation.view';
import { ProductFactsService } from './product-facts.service';
import { productPath, PRODUCTS_PATH } from './product-paths';
import { Id } from '../../kit/parameters';

/** Activates, deactivates and deletes products. */
@ConsoleController('console/products')
@Authorized(Permission.ProductsWrite)
export class ProductStatusController {
  constructor(
    private readonly products: ProductsService,
    private readonly versions: VersionsService,
    private readonly facts: ProductFactsService,
  ) {}

  @Get(':id/deactivate')
  async askToDeactivateProduct(@Id() id: string): Promise<Page> {
    const product = await this.products.get(id);
    return deactivateProductPage(product, await this.facts.licensesOf(product));
  }

  @Post(':id/deactivate')
  async deactivateProduct(@Id() id: string): Promise<SeeOther> {
    const { name } = await this.products.change(id, { isActive: false });
    return SeeOther.done(productPath(id), texts('products').deactivated({ name }));
  }

  @Post(':id/activate')
  async activateProduct(@Id() id: string): Promise<SeeOther> {
    const { name } = await this.products.change(id, { isActive: true });
    return SeeOther.done(productPath(id), texts('products').activated({ name }));
  }

  @Get(':id/delete')
  askToDeleteProduct(@Id() id: string): Promise<Page> {
    return this.confirmation(id, FormState.empty());
  }

  @Post(':id/delete')
  async deleteProduct(@Id() id: string): Promise<Page | SeeOther> {
    const t = texts('products');
    const { name } = await this.products.get(id);
    return attemptChange({
      messages: { IN_USE: t.inUseElsewhere },
      submit: async () => {
        await this.products.delete(id);
        return SeeOther.done(PRODUCTS_PATH, t.deleted({ name }));
      },
      show: (form) => this.confirmation(id, form),
    });
  }

  private async confirmation(id: string, form: FormState): Promise<Page> {
    const product = await this.products.get(id);
    const { total } = await this.versions.list(id, { page: 1, perPage: 1 });
    return deleteProductPage({
      product,
      licenses: await this.facts.licensesOf(product),
      versions: total ?? 0,
      form,
    });
  }
}
