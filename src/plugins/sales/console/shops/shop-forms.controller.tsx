import { Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Authorized, baseUrl, type FormValues, isProblem } from '../../../../core/common';
import { texts } from '../../../../core/i18n';
import { Settings } from '../../../../core/platform';
import { SUPPORTED_KINDS } from '../../shops/shop-adapters';
import { CreateShopDto, RotateShopSecretDto, ShopSettingsInputDto, UpdateShopDto } from '../../shops/dto/shop.dto';
import { ShopEventsService } from '../../shops/shop-events.service';
import { DEFAULT_SETTINGS, type Shop } from '../../shops/shop.entity';
import { type ShopWithSecret, ShopsService } from '../../shops/shops.service';
import { ConfirmForm } from '../../../../pages/components/confirmation';
import { EditForm } from '../../../../pages/components/form-page';
import { ConsoleController } from '../../../../pages/frame/console-controller.decorator';
import { flagIn, textIn } from '../../../../pages/kit/form-input';
import { FormRoute } from '../../../../pages/kit/form-route';
import { refusedField } from '../../../../pages/kit/form-state';
import { type Page, type PageForm, SeeOther } from '../../../../pages/kit/page';
import { FormBody, Id } from '../../../../pages/kit/parameters';
import { NEW_LICENSE } from './continuation-choice.view';
import { apiKeyField, effectsGroup, readsApi, secretField, settingsIn } from './shop-fields';
import { Guide, guidePage, shownSecret } from './shop-guide';
import { ShopSetupDto } from './shop-setup.dto';
import { addressOf, crumbsOf, kindTitle, makesOwnSecret } from './shop-parts';
import { ShopProgressService } from './shop-progress.service';
import { EventViewDto, newShopPath, shopActionPath, shopPath, SHOPS_PATH } from './shop-paths';

/** Connects, changes and disconnects shops, and applies their events again. */
@ConsoleController('console/shops')
@Authorized('shops:write')
export class ShopFormsController {
  constructor(
    private readonly shops: ShopsService,
    private readonly events: ShopEventsService,
    private readonly settings: Settings,
    private readonly progress: ShopProgressService,
  ) {}

  @FormRoute('new')
  connectShop(@Req() request: FastifyRequest): PageForm {
    const t = texts('shops');
    const kinds = SUPPORTED_KINDS.map((value) => ({ value, title: kindTitle(value) }));
    return new EditForm({
      title: t.connect,
      lead: t.connectLead,
      crumbs: crumbsOf(),
      action: newShopPath,
      groups: [
        {
          id: 'shop',
          rows: [
            { name: 'kind', kind: 'radios', choices: kinds, value: kinds[0]?.value },
            { name: 'name', hasFocus: true },
          ],
        },
        effectsGroup(DEFAULT_SETTINGS),
      ],
      texts: t,
      asksReason: true,
      verb: t.connect,
      cancel: SHOPS_PATH,
      input: CreateShopDto,
      inputOf: settingsIn,
      submit: async (input) => {
        const created = await this.shops.create(CreateShopDto.toInput(input));
        const { uid, name, kind } = created.shop;
        return makesOwnSecret(kind)
          ? SeeOther.done(shopActionPath(uid, 'setup'), t.added({ name }))
          : this.secretOf(created, t.added({ name }), request);
      },
    });
  }

  /** Where to click in the shop; shops that make the secret themselves show it afterwards. */
  @FormRoute(':id/setup')
  async setUpShop(@Id() id: string, @Req() request: FastifyRequest): Promise<PageForm | Page> {
    const t = texts('shops');
    const shop = await this.shops.get(id);
    const { kind, name } = shop;
    const address = this.addressOf(shop, request);
    const progress = await this.progress.of(shop);
    const asksSecret = makesOwnSecret(kind);
    if (!asksSecret && !readsApi(kind)) {
      return guidePage(shop, { address, progress });
    }
    return new EditForm({
      title: t.setUpTitle({ name }),
      lead: asksSecret ? undefined : t.secretShown,
      crumbs: crumbsOf(shop),
      above: <Guide shop={shop} address={address} progress={progress} />,
      isSection: true,
      action: shopActionPath(id, 'setup'),
      groups: [
        {
          id: 'credentials',
          rows: [asksSecret && secretField(kind, false), readsApi(kind) && apiKeyField('api_key', kind)],
        },
      ],
      texts: t,
      verb: t.saveSetup,
      cancel: { title: t.later, href: shopPath(id) },
      input: ShopSetupDto,
      submit: async ({ secret, api_key: apiKey }) => {
        if (asksSecret && secret === undefined) {
          throw refusedField('secret', t.secretOf({ kind: kindTitle(kind) }), 'missing');
        }
        if (secret !== undefined) {
          await this.shops.rotateSecret(id, secret, 0);
        }
        if (apiKey !== undefined) {
          await this.shops.change(id, { apiKey });
        }
        return SeeOther.done(shopPath(id), t.isSetUp({ name }));
      },
    });
  }

  @FormRoute(':id/edit')
  async editShop(@Id() id: string): Promise<PageForm> {
    const t = texts('shops');
    const shop = await this.shops.get(id);
    const { kind, name, apiKey, settings } = shop;
    return new EditForm({
      title: t.editTitle({ name }),
      crumbs: crumbsOf(shop),
      action: shopActionPath(id, 'edit'),
      groups: [
        effectsGroup(settings),
        (readsApi(kind) || apiKey !== null) && {
          id: 'credentials',
          rows: [
            apiKeyField('settings.api_key', kind),
            apiKey !== null && { name: 'remove_api_key', kind: 'flag', value: false },
          ],
        },
      ],
      texts: t,
      asksReason: true,
      verb: t.save,
      cancel: shopPath(id),
      input: UpdateShopDto,
      inputOf: (input) => settingsIn(input),
      submit: async ({ settings: changed = {} }, body) => {
        const change = ShopSettingsInputDto.toChange(changed);
        await this.shops.change(id, flagIn(body, 'remove_api_key') ? { ...change, apiKey: null } : change);
        return SeeOther.done(shopPath(id), t.saved({ name }));
      },
    });
  }

  @FormRoute(':id/rotate-secret')
  async rotateShopSecret(@Id() id: string, @Req() request: FastifyRequest): Promise<PageForm> {
    const t = texts('shops');
    const shop = await this.shops.get(id);
    const { kind, name } = shop;
    const asksSecret = makesOwnSecret(kind);
    return new EditForm({
      title: t.rotateTitle({ name }),
      crumbs: crumbsOf(shop),
      above: <p>{t.rotateText}</p>,
      isSection: true,
      action: shopActionPath(id, 'rotate-secret'),
      groups: [
        {
          rows: [
            secretField(kind, !asksSecret),
            { name: 'overlap_hours', kind: 'number', value: 24, empty: 'missing' },
          ],
        },
      ],
      texts: t,
      asksReason: true,
      verb: t.rotateVerb,
      cancel: { title: t.keepSecret, href: shopPath(id) },
      width: 'confirmation',
      input: RotateShopSecretDto,
      submit: async ({ secret, overlap_hours: overlap }) => {
        if (asksSecret && secret === undefined) {
          throw refusedField('secret', t.secretOf({ kind: kindTitle(kind) }), 'missing');
        }
        const rotated = await this.shops.rotateSecret(id, secret, overlap);
        return secret === undefined
          ? this.secretOf(rotated, t.rotated, request)
          : SeeOther.done(shopPath(id), t.rotated);
      },
    });
  }

  @FormRoute(':id/delete')
  async deleteShop(@Id() id: string): Promise<PageForm> {
    const t = texts('shops');
    const shop = await this.shops.get(id);
    const { name, kind } = shop;
    return new ConfirmForm({
      title: t.deleteTitle({ name }),
      crumbs: crumbsOf(shop),
      undo: { isPossible: false, text: t.deleteUndo },
      about: [
        { term: t.name, value: name },
        { term: t.kind, value: kindTitle(kind) },
      ],
      consequences: [
        { icon: 'plug', tone: 'bad', text: t.deleteEvents },
        { icon: 'shopping-cart', text: t.deleteOrders },
      ],
      action: shopActionPath(id, 'delete'),
      verb: t.deleteVerb,
      keep: { title: t.keep, href: shopPath(id) },
      submit: async () => {
        await this.shops.delete(id);
        return SeeOther.done(SHOPS_PATH, t.deleted({ name }));
      },
    });
  }

  @Post(':id/replay')
  async replayShopEvents(@Id() id: string): Promise<SeeOther> {
    const count = await this.events.replayAll(id);
    return SeeOther.done(shopPath(id), texts('shops').replayedAll({ count }));
  }

  @Post(':id/events/:event/replay')
  async replayShopEvent(
    @Id() id: string,
    @Id('event') event: string,
    @Query() { state }: EventViewDto,
  ): Promise<SeeOther> {
    const { type } = await this.events.replay(id, event);
    return SeeOther.done(shopPath(id, { state }), texts('shops').replayed({ type }));
  }

  /** A sale continues a license that a person has chosen, or gets a new one. */
  @Post(':id/events/:event/continue')
  async chooseContinuedLicense(
    @Id() id: string,
    @Id('event') event: string,
    @Query() { state }: EventViewDto,
    @FormBody() body: FormValues,
  ): Promise<SeeOther> {
    const t = texts('shops');
    const license = textIn(body, 'license');
    try {
      await this.events.replay(id, event, license === NEW_LICENSE ? null : license);
      return SeeOther.done(shopPath(id, { state }), license === NEW_LICENSE ? t.newChosen : t.continuedChosen);
    } catch (error) {
      if (isProblem(error, 'SHOP_SALE_DECIDED') || isProblem(error, 'SHOP_SALE_PLACED')) {
        return new SeeOther(shopPath(id, { state }), { tone: 'bad', text: t.chosenBefore });
      }
      throw error;
    }
  }

  private async secretOf(created: ShopWithSecret, done: string, request: FastifyRequest): Promise<Page> {
    const { shop, secret } = created;
    const title = texts('shops').setUpTitle({ name: shop.name });
    const address = this.addressOf(shop, request, secret);
    return shownSecret({ ...created, title, done, address, progress: await this.progress.of(shop) });
  }

  private addressOf(shop: Shop, request: FastifyRequest, secret?: string): string {
    return addressOf(shop, baseUrl(request, this.settings.PUBLIC_URL), secret);
  }
}
