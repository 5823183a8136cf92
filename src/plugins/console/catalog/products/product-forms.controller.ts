import { undoLink } from '../../../../pages/archive/undo-link';
import { Get, Post } from '@nestjs/common';
import { IntersectionType, PartialType, PickType } from '@nestjs/swagger';
import { Authorized, camelCased } from '../../../../core/common';
import {
  CreatePolicyDto,
  CreateProductDto,
  DeleteProductsService,
  PoliciesService,
  type Product,
  ProductDto,
  ProductsService,
  UpdateProductDto,
  VersionsService,
} from '../../../../core/catalog';
import { texts } from '../../../../core/i18n';
import { Permission } from '../../../../core/identity';
import { CONTINUE_LICENSES, type ContinueLicenses } from '../../../../core/catalog/internal';
import { SIGNING_ALGS } from '../../../../core/platform/internal';
import { ConfirmForm } from '../../../../pages/components/confirmation';
import { EditForm } from '../../../../pages/components/form-page';
import { ConsoleController } from '../../../../pages/frame/console-controller.decorator';
import { FormRoute } from '../../../../pages/kit/form-route';
import { asFormError } from '../../../../pages/kit/form-input';
import { FormState } from '../../../../pages/kit/form-state';
import type { FormGroups } from '../../../../pages/kit/form-table';
import { metadataChange } from '../../../../pages/kit/metadata-change';
import { type Page, SeeOther } from '../../../../pages/kit/page';
import { Id } from '../../../../pages/kit/parameters';
import { attemptChange } from '../../../../pages/kit/submit-form';
import { countText } from '../../../../pages/components/list-counts';
import { addFrame, editFrame } from '../../../../pages/components/record-parts';
import { algChoice } from '../../integrations/signing-keys/alg-choice';
import { policyChoices } from '../../../../pages/kit/policy-choices';
import { productPath } from '../../../../pages/kit/record-paths';
import { COUNTED_LICENSES, ProductFactsService } from './product-facts.service';
import { aboutOf, crumbsOf, PRODUCTS_PATH } from './product-parts';
import { deleteProductPage } from './product.view';

/** A new product with the key format that its policy gets. */
class NewProductDto extends IntersectionType(
  PartialType(PickType(CreatePolicyDto, ['key_format'])),
  CreateProductDto,
) {}

/** Adds, edits, activates, deactivates and deletes products. */
@ConsoleController('console/products')
@Authorized(Permission.ProductsWrite)
export class ProductFormsController {
  constructor(
    private readonly products: ProductsService,
    private readonly deleteProducts: DeleteProductsService,
    private readonly policies: PoliciesService,
    private readonly versions: VersionsService,
    private readonly facts: ProductFactsService,
  ) {}

  @FormRoute('new')
  async createProduct(): Promise<EditForm<NewProductDto>> {
    const t = texts('products');
    return new EditForm({
      ...addFrame(t.add, PRODUCTS_PATH),
      crumbs: crumbsOf(),
      groups: await this.groups(),
      texts: t,
      values: { updates_need_license: true, serve_latest_updates: true },
      input: NewProductDto,
      submit: async ({ key_format: keyFormat, ...input }) => {
        const { uid, name } = await asFormError(this.products.create({ ...camelCased(input), keyFormat }));
        return SeeOther.done(productPath(uid), t.created({ name }));
      },
    });
  }

  @FormRoute(':id/edit')
  async updateProduct(@Id() id: string): Promise<EditForm<UpdateProductDto>> {
    const t = texts('products');
    const product = await this.products.get(id);
    return new EditForm({
      ...editFrame(t.editTitle({ name: product.name }), productPath(id)),
      crumbs: crumbsOf(product),
      groups: await this.groups(product),
      texts: t,
      values: ProductDto.from(product),
      input: UpdateProductDto,
      asksReason: true,
      submit: async (input) => {
        const change = { ...camelCased(input), metadata: metadataChange(product.metadata, input.metadata) };
        const { name } = await asFormError(this.products.change(id, change));
        return SeeOther.done(productPath(id), t.saved({ name }));
      },
    });
  }

  @FormRoute(':id/deactivate')
  async deactivateProduct(@Id() id: string): Promise<ConfirmForm> {
    const t = texts('products');
    const product = await this.products.get(id);
    const licenses = await this.facts.licensesOf(product);
    return new ConfirmForm({
      title: t.deactivateTitle({ name: product.name }),
      crumbs: crumbsOf(product),
      undo: { isPossible: true, text: t.deactivateUndo },
      about: aboutOf(product, licenses),
      consequences: [
        { icon: 'ban', tone: 'bad', text: t.newDevices({ count: countText(licenses, COUNTED_LICENSES) }) },
        { icon: 'download', text: t.noDownloads },
        { icon: 'monitor', text: t.oldDevices },
      ],
      action: `${productPath(id)}/deactivate`,
      verb: t.deactivateVerb,
      keep: { title: t.keepActive, href: productPath(id) },
      submit: async () => {
        const { name } = await this.products.change(id, { isActive: false });
        return SeeOther.done(productPath(id), t.deactivated({ name }));
      },
    });
  }

  @Post(':id/activate')
  async activateProduct(@Id() id: string): Promise<SeeOther> {
    const { name } = await this.products.change(id, { isActive: true });
    return SeeOther.done(productPath(id), texts('products').activated({ name }));
  }

  @Get(':id/delete')
  askToDeleteProduct(@Id() id: string): Promise<Page> {
    return this.deletion(id, FormState.empty());
  }

  @Post(':id/delete')
  async deleteProduct(@Id() id: string): Promise<Page | SeeOther> {
    const t = texts('products');
    const { name } = await this.products.get(id);
    return attemptChange({
      messages: { IN_USE: t.inUseElsewhere },
      submit: async () => {
        await this.deleteProducts.delete(id);
        return SeeOther.done(PRODUCTS_PATH, t.deleted({ name }), undoLink(PRODUCTS_PATH, id));
      },
      show: (form) => this.deletion(id, form),
    });
  }

  /** @param product undefined for a new one */
  private async groups(product?: Product): Promise<FormGroups> {
    const placeholder = '%Z{4}-%Z{4}-%Z{4}-%Z{4}';
    const trials = await policyChoices(this.policies, texts('products').noTrials, product?.trialPolicy);
    const algs = [{ value: '', title: texts('products').signingAlgDefault }, ...SIGNING_ALGS.map(algChoice)];
    return [
      {
        id: 'product',
        rows: [
          { name: 'name' },
          [
            { name: 'reference', isMono: true },
            { name: 'envato_item_id', textKey: 'envato', isOptional: true, empty: null },
          ],
          { name: 'description', kind: 'area', isOptional: true },
        ],
      },
      !product && {
        id: 'keys',
        rows: [{ name: 'key_format', placeholder, isMono: true, isOptional: true, empty: 'missing' }],
      },
      {
        id: 'updates',
        rows: [
          { name: 'updates_need_license', kind: 'flag', textKey: 'needLicense' },
          { name: 'serve_latest_updates', kind: 'flag', textKey: 'serveLatest' },
          { name: 'sparkle_public_key', textKey: 'sparkleKey', isMono: true, isOptional: true, empty: null },
          { name: 'tauri_public_key', textKey: 'tauriKey', isMono: true, isOptional: true, empty: null },
        ],
      },
      {
        id: 'programs',
        rows: [
          { name: 'upgrade_url', kind: 'url', isOptional: true, empty: null },
          { name: 'shows_customer', kind: 'flag' },
          { name: 'free_hosts', kind: 'list', isMono: true, isOptional: true },
          { name: 'license_file_parts', kind: 'list', isMono: true, isOptional: true },
          {
            name: 'continue_licenses',
            kind: 'select',
            choices: CONTINUE_LICENSES.map(continuationChoice),
            empty: 'missing',
          },
          { name: 'signing_alg', kind: 'select', choices: algs, empty: null },
          { name: 'metadata', kind: 'json', rows: 5, isOptional: true },
        ],
      },
      { id: 'trials', rows: [{ name: 'trial_policy', kind: 'select', choices: trials, empty: null }] },
    ];
  }

  private async deletion(id: string, form: FormState): Promise<Page> {
    const product = await this.products.get(id);
    const { total } = await this.versions.list(id, { page: 1, perPage: 1 });
    return deleteProductPage(product, await this.facts.licensesOf(product), total ?? 0, form);
  }
}

function continuationChoice(value: ContinueLicenses) {
  return { value, title: texts('products').continuations[value] };
}
