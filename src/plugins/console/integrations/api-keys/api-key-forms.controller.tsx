import { Authorized, IsWholeNumber, MayBeMissing } from '../../../../core/common';
import { ApiKeysService, Permission } from '../../../../core/identity';
import { MAX_OVERLAP_SECONDS, UpdateApiKeyDto } from '../../../../core/identity/internal';
import { formatAge, formatDateTime, texts } from '../../../../core/i18n';
import { ConfirmForm } from '../../../../pages/components/confirmation';
import { ConsoleController } from '../../../../pages/frame/console-controller.decorator';
import { FormRoute } from '../../../../pages/kit/form-route';
import { type PageForm, SeeOther } from '../../../../pages/kit/page';
import { Id } from '../../../../pages/kit/parameters';
import { EditForm } from '../../../../pages/components/form-page';
import { versionChoices } from '../api-versions/version-choices';
import { keyPath, keyVersionPath, revokeKeyPath, rotateKeyPath } from './api-key-parts';
import { aboutOf, crumbsOf, shownKey } from './shown-api-key';

const SECONDS_OF_HOUR = 3_600;

class RotateApiKeyFormDto {
  @MayBeMissing()
  @IsWholeNumber(0, MAX_OVERLAP_SECONDS / SECONDS_OF_HOUR)
  overlap_hours?: number;
}

/** Rotates and revokes API keys. */
@ConsoleController('console/api-keys')
@Authorized(Permission.ApiKeysWrite)
export class ApiKeyFormsController {
  constructor(private readonly apiKeys: ApiKeysService) {}

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

  /** Each version says what would differ. */
  @FormRoute(':id/version')
  async updateApiKey(@Id() id: string): Promise<PageForm> {
    const { change: t, version } = texts('apiVersions');
    const apiKey = await this.apiKeys.get(id);
    const { name, apiVersion } = apiKey;
    return new EditForm({
      title: t.title({ name }),
      crumbs: crumbsOf(apiKey),
      refused: t.notSaved,
      above: <p>{t.note}</p>,
      isSection: true,
      action: keyVersionPath(id),
      groups: [
        {
          rows: [
            {
              name: 'api_version',
              kind: 'radios',
              label: version,
              choices: versionChoices(apiVersion),
              value: apiVersion,
              problem: t.wrong,
            },
          ],
        },
      ],
      texts: t,
      verb: t.verb,
      cancel: { title: t.keep, href: keyPath(id) },
      width: 'confirmation',
      input: UpdateApiKeyDto,
      submit: async ({ api_version: chosen }) => {
        await this.apiKeys.changeVersion(id, chosen);
        return SeeOther.done(keyPath(id), t.done({ name, version: chosen }));
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
