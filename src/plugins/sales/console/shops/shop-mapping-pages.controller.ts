import { Get, Query } from '@nestjs/common';
import { PoliciesService, ProductsService } from '../../../../core/catalog';
import { Authorized } from '../../../../core/common';
import { texts } from '../../../../core/i18n';
import { type Caller, CurrentCaller, isPermitted } from '../../../../core/identity';
import { CreateShopMappingDto, UpdateShopMappingDto } from '../../shops/dto/shop-mapping.dto';
import { MAPPING_UNITS, type ShopMapping } from '../../shops/shop-mapping.entity';
import { ShopMappingsService } from '../../shops/shop-mappings.service';
import { ShopsService } from '../../shops/shops.service';
import { policyChoices } from '../../../../pages/kit/policy-choices';
import { addLink } from '../../../../pages/components/button';
import { ConfirmForm } from '../../../../pages/components/confirmation';
import type { Choice } from '../../../../pages/components/fields';
import { EditForm } from '../../../../pages/components/form-page';
import { listPage } from '../../../../pages/components/list-page';
import { cursorPages } from '../../../../pages/components/list-pages';
import { ConsoleController } from '../../../../pages/frame/console-controller.decorator';
import { FormRoute } from '../../../../pages/kit/form-route';
import type { FormGroup } from '../../../../pages/kit/form-table';
import { type Page, type PageForm, SeeOther } from '../../../../pages/kit/page';
import { Id } from '../../../../pages/kit/parameters';
import { mappingColumns } from './mapping-columns';
import { crumbsOf } from './shop-parts';
import {
  mappingPath,
  newMappingPath,
  NewMappingQueryDto,
  SearchQueryDto,
  shopActionPath,
  shopPath,
} from './shop-paths';

const MAPPINGS_PER_PAGE = 50;
/** Products that the form offers: the newest. */
const OFFERED_PRODUCTS = { limit: 100 } as const;

/** The licenses that the items of a shop give. */
@ConsoleController('console/shops/:id/mappings')
export class ShopMappingPagesController {
  constructor(
    private readonly shops: ShopsService,
    private readonly mappings: ShopMappingsService,
    private readonly products: ProductsService,
    private readonly policies: PoliciesService,
  ) {}

  @Get()
  @Authorized('shops:read')
  async showMappings(
    @CurrentCaller() caller: Caller,
    @Id() id: string,
    @Query() { q, after, before }: SearchQueryDto,
  ): Promise<Page> {
    const t = texts('shops');
    const shop = await this.shops.get(id);
    const page = await this.mappings.list(id, { limit: MAPPINGS_PER_PAGE, after, before }, q);
    const canWrite = isPermitted(caller, 'shops:write');
    const add = canWrite && addLink(t.addMapping, newMappingPath(id));
    return listPage({
      title: t.mappings,
      windowTitle: t.mappingsOf({ name: shop.name }),
      lead: t.mappingsNote,
      crumbs: crumbsOf(shop),
      actions: [add],
      path: shopActionPath(id, 'mappings'),
      query: { q },
      search: { label: t.searchMappings, placeholder: t.externalId, hasNoClear: true },
      isBlank: page.rows.length === 0 && q === undefined,
      rows: page.rows,
      columns: mappingColumns(shop, canWrite),
      order: texts('lists').newestFirst,
      pages: cursorPages(page),
      empty: { icon: 'package', title: t.noMappingsTitle, text: t.noMappings, add },
      noMatch: { title: t.noMappingMatches, showAll: t.allMappings },
    });
  }

  @FormRoute('new')
  @Authorized('shops:write')
  async addMapping(
    @Id() id: string,
    @Query() { external_id }: NewMappingQueryDto,
  ): Promise<EditForm<CreateShopMappingDto>> {
    const t = texts('shops');
    const shop = await this.shops.get(id);
    return new EditForm({
      title: t.addMapping,
      lead: t.mappingLead,
      crumbs: crumbsOf(shop, true),
      action: shopActionPath(id, 'mappings/new'),
      groups: [
        {
          rows: [{ name: 'external_id', isMono: true, value: external_id, hasFocus: external_id === undefined }],
        },
        await this.group(),
      ],
      texts: t,
      asksReason: true,
      verb: t.addMapping,
      cancel: shopPath(id),
      input: CreateShopMappingDto,
      inputOf: mappingIn,
      submit: async (input) => {
        const { externalId } = await this.mappings.create(id, CreateShopMappingDto.toInput(input));
        return SeeOther.done(shopPath(id), t.mappingAdded({ id: externalId }));
      },
    });
  }

  @FormRoute(':mapping/edit')
  @Authorized('shops:write')
  async editMapping(@Id() id: string, @Id('mapping') uid: string): Promise<EditForm<UpdateShopMappingDto>> {
    const t = texts('shops');
    const shop = await this.shops.get(id);
    const mapping = await this.mappings.get(id, uid);
    return new EditForm({
      title: mapping.externalId,
      crumbs: crumbsOf(shop, true),
      lead: t.mappingChange,
      action: mappingPath(id, uid, 'edit'),
      groups: [await this.group(mapping)],
      texts: t,
      asksReason: true,
      verb: t.save,
      cancel: shopPath(id),
      input: UpdateShopMappingDto,
      inputOf: mappingIn,
      submit: async (input) => {
        await this.mappings.change(id, uid, UpdateShopMappingDto.toChange(input));
        return SeeOther.done(shopPath(id), t.mappingSaved({ id: mapping.externalId }));
      },
    });
  }

  @FormRoute(':mapping/delete')
  @Authorized('shops:write')
  async deleteMapping(@Id() id: string, @Id('mapping') uid: string): Promise<PageForm> {
    const t = texts('shops');
    const shop = await this.shops.get(id);
    const { externalId, product, per } = await this.mappings.get(id, uid);
    return new ConfirmForm({
      title: t.removeTitle({ id: externalId }),
      crumbs: crumbsOf(shop, true),
      about: [
        { term: t.externalId, value: externalId },
        { term: t.gives, value: product?.name ?? t.units.none },
        { term: t.per, value: t.units[per] },
      ],
      consequences: [
        { icon: 'unlink', tone: 'bad', text: t.removeEvents },
        { icon: 'key', text: t.removeLicenses },
      ],
      action: mappingPath(id, uid, 'delete'),
      verb: t.removeVerb,
      keep: { title: t.keepMapping, href: shopPath(id) },
      submit: async () => {
        await this.mappings.delete(id, uid);
        return SeeOther.done(shopPath(id), t.removed({ id: externalId }));
      },
    });
  }

  private async group(mapping?: ShopMapping): Promise<FormGroup> {
    const t = texts('shops');
    const units = MAPPING_UNITS.map((value) => ({ value, title: t.unitChoices[value] }));
    return {
      rows: [
        { name: 'per', kind: 'radios', choices: units, isStacked: true, value: mapping?.per ?? 'license' },
        {
          name: 'product',
          kind: 'select',
          choices: await this.productChoices(mapping),
          value: mapping?.product?.reference,
        },
        {
          name: 'policy',
          kind: 'select',
          choices: await policyChoices(this.policies, t.ownPolicy, mapping?.policy),
          value: mapping?.policy?.uid,
          empty: 'missing',
        },
        {
          name: 'checkout_url',
          kind: 'url',
          isMono: true,
          isOptional: true,
          value: mapping?.checkoutUrl ?? undefined,
          empty: null,
        },
        { name: 'credit_rest', kind: 'flag', value: mapping?.creditsRest },
        {
          fold: 'entitlements-fold',
          title: t.entitlements,
          line: t.entitlementsLine({ count: Object.keys(mapping?.entitlements ?? {}).length }),
          rows: [{ name: 'entitlements', kind: 'json', isMono: true, isOptional: true, value: mapping?.entitlements }],
        },
      ],
    };
  }

  private async productChoices(mapping?: ShopMapping): Promise<Choice[]> {
    const { rows } = await this.products.list(OFFERED_PRODUCTS);
    const { product } = mapping ?? {};
    const offered = !product || rows.some(({ id }) => id === product.id) ? rows : [product, ...rows];
    return offered.map(({ reference, name }) => ({ value: reference, title: name }));
  }
}

/** An item without licenses has no product. */
function mappingIn(input: Record<string, unknown>): object {
  const { product, policy, ...others } = input;
  return others.per === 'none' ? others : { ...others, product, policy };
}
