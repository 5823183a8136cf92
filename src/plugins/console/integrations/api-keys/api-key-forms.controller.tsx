import { Query } from '@nestjs/common';
import { OmitType } from '@nestjs/swagger';
import { IsIn, IsUUID } from 'class-validator';
import {
  Authorized,
  Calendar,
  type FormValues,
  IsCalendarDate,
  IsWholeNumber,
  MayBeMissing,
} from '../../../../core/common';
import { type ApiKey, ApiKeysService, Permission } from '../../../../core/identity';
import {
  API_KEY_KINDS,
  type ApiKeyWithSecret,
  CreateApiKeyDto,
  MAX_OVERLAP_SECONDS,
  type NewApiKey,
  permissionsAvailableTo,
} from '../../../../core/identity/internal';
import { setsByPrefix } from '../../../../pages/components/checkbox-group';
import { ConfirmForm, confirmation } from '../../../../pages/components/confirmation';
import { EditForm } from '../../../../pages/components/form-page';
import { type Detail, MaybeTime } from '../../../../pages/components/text';
import { ConsoleController } from '../../../../pages/frame/console-controller.decorator';
import { formatAge, formatDateTime, texts, viewer } from '../../../../core/i18n';
import { filledIn, optionalIn } from '../../../../pages/kit/form-input';
import { FormRoute } from '../../../../pages/kit/form-route';
import type { FormGroups } from '../../../../pages/kit/form-table';
import { type Page, type PageForm, SeeOther } from '../../../../pages/kit/page';
import { Id } from '../../../../pages/kit/parameters';
import { secretPage } from '../../../../pages/components/secret-page';
import { API_KEYS_PATH, keyPath, namesOf, newKeyPath, prefixText, revokeKeyPath, rotateKeyPath } from './api-key-parts';

const SECONDS_OF_HOUR = 3_600;

class NewApiKeyQueryDto {
  @MayBeMissing()
  @IsIn(API_KEY_KINDS)
  kind?: ApiKey['kind'];
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

class RotateApiKeyFormDto {
  @MayBeMissing()
  @IsWholeNumber(0, MAX_OVERLAP_SECONDS / SECONDS_OF_HOUR)
  overlap_hours?: number;
}

/** Creates, rotates and revokes API keys. */
@ConsoleController('console/api-keys')
@Authorized(Permission.ApiKeysWrite)
export class ApiKeyFormsController {
  constructor(private readonly apiKeys: ApiKeysService) {}

  @FormRoute('new')
  createApiKey(@Query() { kind = 'external' }: NewApiKeyQueryDto): PageForm {
    const t = texts('apiKeys');
    return new EditForm({
      title: t.create,
      crumbs: crumbsOf(),
      refused: t.form.notCreated,
      action: newKeyPath(),
      groups: groupsOf(),
      texts: t.form,
      values: { kind },
      verb: t.create,
      cancel: API_KEYS_PATH,
      input: ApiKeyFormDto,
      unusedBecause: (field, body) =>
        field === 'permissions' && body.kind !== 'internal' ? t.form.permissionsUnused : undefined,
      inputOf: (input, body) => ({ ...input, ends: optionalIn(body, 'ends') }),
      messages: t.form.messages,
      submit: async (input, body) => {
        const present = input.kind === 'system' ? await this.apiKeys.systemKey() : undefined;
        return present && present.uid !== input.ends
          ? replaceSystemKeyPage(present, filledIn(body))
          : shownKey(await this.apiKeys.create(inputOf(input)), t.secret.created);
      },
    });
  }

  @FormRoute(':id/rotate')
  async rotateApiKey(@Id() id: string): Promise<PageForm> {
    const { rotate: t, secret } = texts('apiKeys');
    const apiKey = await this.apiKeys.get(id);
    const isSystem = apiKey.kind === 'system';
    return new ConfirmForm({
      title: t.title({ name: apiKey.name }),
      crumbs: crumbsOf(apiKey),
      undo: { isPossible: false, text: isSystem ? t.undoSystem : t.undo },
      about: aboutOf(apiKey),
      consequences: [
        { icon: 'ban', tone: 'bad', text: isSystem ? t.ends : t.endsLater },
        { icon: 'eye', text: t.shown },
        { icon: 'info', text: t.stays },
      ],
      groups: [!isSystem && { rows: [{ name: 'overlap_hours', kind: 'number', value: 0, empty: 'missing' }] }],
      texts: t,
      input: RotateApiKeyFormDto,
      action: rotateKeyPath(id),
      verb: t.verb,
      keep: { title: t.keep, href: keyPath(id) },
      submit: async ({ overlap_hours: hours = 0 }) => {
        const rotated = await this.apiKeys.rotate(id, hours * SECONDS_OF_HOUR);
        const { previousUntil } = rotated.apiKey;
        const isOver = hours === 0 || !previousUntil;
        return shownKey(
          rotated,
          isOver ? secret.rotated : secret.rotatedUntil({ time: formatDateTime(previousUntil) }),
        );
      },
    });
  }

  @FormRoute(':id/revoke')
  async revokeApiKey(@Id() id: string): Promise<PageForm> {
    const { revoke: t } = texts('apiKeys');
    const apiKey = await this.apiKeys.get(id);
    const { name, lastUsedAt } = apiKey;
    return new ConfirmForm({
      title: t.title({ name }),
      crumbs: crumbsOf(apiKey),
      undo: { isPossible: false, text: t.undo },
      about: aboutOf(apiKey),
      consequences: [
        { icon: 'ban', tone: 'bad', text: t.ends },
        { icon: 'clock', text: lastUsedAt ? t.used({ age: formatAge(lastUsedAt) }) : t.unused },
        { icon: 'info', text: t.stays },
      ],
      action: revokeKeyPath(id),
      verb: t.verb,
      keep: { title: t.keep, href: keyPath(id) },
      submit: async () => {
        await this.apiKeys.revoke(id);
        return SeeOther.done(keyPath(id), t.done({ name }));
      },
    });
  }
}

function groupsOf(): FormGroups {
  const t = texts('apiKeys');
  const kinds = [...API_KEY_KINDS].reverse();
  const sets = setsByPrefix(permissionsAvailableTo('internal', false), ':');
  return [
    {
      id: 'what',
      rows: [
        { name: 'name', label: t.name, placeholder: t.form.namePlace },
        {
          name: 'kind',
          label: t.kind,
          kind: 'radios',
          choices: kinds.map((value) => ({ value, title: t.kinds[value], note: t.kindNotes[value] })),
        },
      ],
    },
    {
      id: 'limits',
      rows: [
        { name: 'permissions', kind: 'checkboxes', sets, isMono: true },
        { name: 'products', kind: 'list', isOptional: true, isMono: true, empty: 'missing' },
        { name: 'allowed_ips', kind: 'lines', rows: 3, isOptional: true, isMono: true, empty: 'missing' },
        { name: 'expires_on', kind: 'date', isOptional: true, empty: 'missing' },
      ],
    },
    {
      id: 'import',
      rows: [
        { name: 'key', textKey: 'value', kind: 'password', isOptional: true, isMono: true, empty: 'missing' },
        { name: 'allow_short', kind: 'flag' },
      ],
    },
  ];
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
  ends,
}: ApiKeyFormDto): NewApiKey {
  const expiresAt = expires_on === undefined ? null : new Calendar(viewer().zone).endOf(expires_on);
  // Client programs have one permission, which the form does not show.
  const chosen = kind === 'internal' ? permissions : null;
  return { name, kind, key, products, permissions: chosen, allowedIps, allowShort, expiresAt, ends };
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

/** Shows the value, which nothing stores. */
function shownKey({ apiKey, value }: ApiKeyWithSecret, done: string): Page {
  const { secret: t } = texts('apiKeys');
  return secretPage({
    title: t.title({ name: apiKey.name }),
    crumbs: crumbsOf(),
    done,
    once: t.once,
    label: t.label,
    secret: value,
    use: t.use,
    next: { title: t.open, href: keyPath(apiKey.uid) },
  });
}

function crumbsOf(apiKey?: ApiKey) {
  const list = { title: texts('apiKeys').title, href: API_KEYS_PATH };
  return apiKey ? [list, { title: apiKey.name, href: keyPath(apiKey.uid) }] : [list];
}

function aboutOf({ kind, prefix, products = [], lastUsedAt }: ApiKey): Detail[] {
  const t = texts('apiKeys');
  return [
    { term: t.kind, value: t.kinds[kind] },
    { term: t.details.prefix, value: <code>{prefixText(prefix)}</code> },
    { term: t.details.product, value: namesOf(products) || t.allProducts },
    { term: t.lastUsed, value: <MaybeTime at={lastUsedAt} as="age" none={t.neverUsed} /> },
  ];
}
