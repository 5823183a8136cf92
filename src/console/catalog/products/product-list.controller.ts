import { Get, Post, Query } from '@nestjs/common';
import { PoliciesService } from '../../../catalog/policies/policies.service';
import { productInput } from '../../../catalog/products/dto/product.dto';
import { ProductsService } from '../../../catalog/products/products.service';
import { VersionsService } from '../../../catalog/versions/versions.service';
import { Authorized } from '../../../common/access/authorized.decorator';
import type { FormValues } from '../../../common/http/form-fields';
import { type Caller, CurrentCaller, isPermitted } from '../../../identity/permissions/caller';
import { Permission } from '../../../identity/permissions/permission';
import { ProductLicenseCountsService } from '../../../licensing/statistics/product-license-counts.service';
import { ConsoleController } from '../../frame/console-controller.decorator';
import { FormState } from '../../kit/form-state';
import { type Page, SeeOther } from '../../kit/page';
import { submitForm } from '../../kit/submit-form';
import { texts } from '../../../i18n/texts';
import { asFormError } from '../../kit/form-input';
import { ROWS_PER_PAGE } from '../list-query.dto';
import { NEW_PRODUCT, NewProductDto, newProductFieldsIn, productMessages } from './product-form';
import { productFormPage } from './product-form.view';
import { ProductListQueryDto } from './product-list-query.dto';
import { COUNTED_LICENSES, productListPage } from './product-list.view';
import { productPath } from './product-paths';
import { FormBody } from '../../kit/parameters';

/** Policies that the form of a product offers for trials: the newest. */
const OFFERED_POLICIES = 100;

/** The list of products, and new ones. */
@ConsoleController('console/products')
export class ProductListController {
  constructor(
    private readonly products: ProductsService,
    private readonly policies: PoliciesService,
    private readonly versions: VersionsService,
    private readonly counts: ProductLicenseCountsService,
  ) {}

  @Get()
  @Authorized(Permission.ProductsRead)
  async showProducts(@CurrentCaller() caller: Caller, @Query() query: ProductListQueryDto): Promise<Page> {
    const { page, q, status } = query;
    const filter = { q, isActive: status === undefined ? undefined : status === 'active' };
    const { rows, total } = await this.products.list({ page, perPage: ROWS_PER_PAGE }, filter);
    const ids = rows.map(({ id }) => id);
    return productListPage({
      products: rows,
      total: total ?? rows.length,
      query,
      licenses: await this.counts.upTo(COUNTED_LICENSES + 1, ids),
      latest: await this.versions.latestOfEach(ids),
      canWrite: isPermitted(caller, Permission.ProductsWrite),
    });
  }

  @Get('new')
  @Authorized(Permission.ProductsWrite)
  showNewProduct(): Promise<Page> {
    return this.newProduct(FormState.of(NEW_PRODUCT));
  }

  @Post('new')
  @Authorized(Permission.ProductsWrite)
  createProduct(@FormBody() body: FormValues): Promise<Page | SeeOther> {
    return submitForm({
      body,
      input: NewProductDto,
      fields: newProductFieldsIn,
      messages: productMessages(),
      submit: async ({ key_format: keyFormat, ...input }) => {
        const { uid, name } = await asFormError(this.products.create({ ...productInput(input), keyFormat }));
        return SeeOther.done(productPath(uid), texts('products').created({ name }));
      },
      show: (form) => this.newProduct(form),
    });
  }

  private async newProduct(form: FormState): Promise<Page> {
    const { rows } = await this.policies.list({ limit: OFFERED_POLICIES });
    return productFormPage({ form, policies: rows });
  }
}
