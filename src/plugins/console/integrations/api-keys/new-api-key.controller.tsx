import { Query } from '@nestjs/common';
import { OmitType } from '@nestjs/swagger';
import { IsIn, IsUUID } from 'class-validator';
import { Authorized, Calendar, type FormValues, IsCalendarDate, MayBeMissing } from '../../../../core/common';
import { type ApiKey, ApiKeysService, type Caller, CurrentCaller, Permission } from '../../../../core/identity';
import { PERMISSIONS_OF_KIND } from '../../../../core/identity';
import {
  API_KEY_KINDS,
  CreateApiKeyDto,
  type NewApiKey,
  permissionsAvailableTo,
} from '../../../../core/identity/internal';
import { texts, viewer } from '../../../../core/i18n';
import { confirmation } from '../../../../pages/components/confirmation';
import { withQuery } from '../../../../pages/components/filters';
import { EditForm } from '../../../../pages/components/form-page';
import { ConsoleController } from '../../../../pages/frame/console-controller.decorator';
import { filledIn, optionalIn } from '../../../../pages/kit/form-input';
import { FormRoute } from '../../../../pages/kit/form-route';
import type { Page, PageForm } from '../../../../pages/kit/page';
import { accessOf, type AccessScope } from '../../access/access';
import { AccessSummary } from '../../access/access-matrix';
import { ProductChipsService, withoutProducts } from '../../access/product-chips.service';
import { API_KEYS_PATH, keyPath, newKeyPath } from './api-key-parts';
import { accessIn, CopyMenu, groupsOf } from './new-api-key-form';
import { aboutOf, crumbsOf, shownKey } from './shown-api-key';

const KEY_ACCESS: AccessScope = {
  all: permissionsAvailableTo('internal', false),
  ofProducts: permissionsAvailableTo('internal', true),
};
/** Keys that the form offers to copy: the newest. */
const COPIED_KEYS = 20;

class NewApiKeyQueryDto {
  @MayBeMissing()
  @IsIn(API_KEY_KINDS)
  kind?: ApiKey['kind'];

  /** The key to copy. */
  @MayBeMissing()
  @IsUUID()
  from?: string;
}

class ApiKeyFormDto extends OmitType(CreateApiKeyDto, ['expires_at', 'product']) {
  @MayBeMissing()
  @IsCalendarDate()
  expires_on?: string;

  /** ID of the system key that the new one is to end, once that is confirmed. */
  @MayBeMissing()
  @IsUUID()
  ends?: string;
}

/** Creates API keys. */
@ConsoleController('console/api-keys')
@Authorized(Permission.ApiKeysWrite)
export class NewApiKeyController {
  constructor(
    private readonly apiKeys: ApiKeysService,
    private readonly chips: ProductChipsService,
  ) {}

  @FormRoute('new')
  async createApiKey(
    @CurrentCaller() caller: Caller,
    @Query() { kind: asked, from }: NewApiKeyQueryDto,
  ): Promise<PageForm> {
    const t = texts('apiKeys');
    const scope = accessOf(caller, KEY_ACCESS);
    const copied = from === undefined ? undefined : await this.apiKeys.get(from);
    const kind = copied?.kind ?? asked;
    const permissions = copied?.kind === 'internal' ? (copied.permissions ?? PERMISSIONS_OF_KIND.internal) : undefined;
    const { rows } = await this.apiKeys.list({ limit: COPIED_KEYS }, { kind: ['external', 'internal'] });
    const shown = { kind, copied, scope, permissions };
    return new EditForm({
      title: t.create,
      lead: t.replace.shown,
      crumbs: crumbsOf(),
      actions: kind !== 'system' && rows.length > 0 && <CopyMenu apiKeys={rows} />,
      refused: t.form.notCreated,
      action: withQuery(newKeyPath(asked), { from }),
      data: { 'data-access': '' },
      groups: groupsOf(shown, await this.chips.rows(copied?.products?.map(({ reference }) => reference) ?? [])),
      texts: t.form,
      verb: t.create,
      cancel: API_KEYS_PATH,
      more: <AccessSummary />,
      input: ApiKeyFormDto,
      inputOf: async (input, body) => {
        const products = await this.chips.chosen(body);
        const given = body.kind === 'internal' ? accessIn(body, products, shown).permissions : undefined;
        const chosen = products.length > 0 ? { products } : {};
        return { ...withoutProducts(input), ...chosen, permissions: given, ends: optionalIn(body, 'ends') };
      },
      check: async (body) => accessIn(body, await this.chips.chosen(body), shown).problems,
      messages: t.form.messages,
      submit: async (input, body) => {
        const present = input.kind === 'system' ? await this.apiKeys.systemKey() : undefined;
        return present && present.uid !== input.ends
          ? replaceSystemKeyPage(present, filledIn(body))
          : shownKey(await this.apiKeys.create(inputOf(input)), t.secret.created);
      },
    });
  }
}

/** The key works to the end of its last day, where the user is. */
function inputOf({
  allow_short: allowShort,
  expires_on,
  permissions,
  kind,
  name,
  key,
  products,
  allowed_ips: allowedIps,
  rate_limits: rateLimits,
  ends,
}: ApiKeyFormDto): NewApiKey {
  const expiresAt = expires_on === undefined ? null : new Calendar(viewer().zone).endOf(expires_on);
  return { name, kind, key, products, permissions, allowedIps, rateLimits, allowShort, expiresAt, ends };
}

/** Asks before a new system key ends the present one. */
function replaceSystemKeyPage(present: ApiKey, sent: FormValues): Page {
  const { replace: t, rotate } = texts('apiKeys');
  const fields = Object.entries({ ...sent, ends: present.uid });
  return confirmation({
    title: t.title({ name: present.name }),
    crumbs: crumbsOf(),
    undo: { isPossible: false, text: rotate.undoSystem },
    about: aboutOf(present),
    consequences: [
      { icon: 'ban', tone: 'bad', text: t.ends({ prefix: present.prefix }) },
      { icon: 'eye', text: t.shown },
    ],
    action: newKeyPath(),
    verb: t.verb,
    keep: { title: t.keep, href: keyPath(present.uid) },
    children: fields.flatMap(([name, value]) =>
      [value].flat().map((one) => <input key={`${name} ${one}`} type="hidden" name={name} value={one} />),
    ),
  });
}
