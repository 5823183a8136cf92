import { Get, Param } from '@nestjs/common';
import { UpdateSigningKeysService } from '../../../../core/catalog/internal';
import { Authorized } from '../../../../core/common';
import { texts } from '../../../../core/i18n';
import { type Caller, CurrentCaller, isPermitted, Permission } from '../../../../core/identity';
import { ConfirmForm } from '../../../../pages/components/confirmation';
import { ConsoleController } from '../../../../pages/frame/console-controller.decorator';
import { FormRoute } from '../../../../pages/kit/form-route';
import { type Page, SeeOther } from '../../../../pages/kit/page';
import { crumbsOf } from '../products/product-parts';
import { publicKeyOf, revokeUpdateKeyPath, UPDATE_KEYS_PATH, updateKeysPage } from './update-keys.view';

/** Keys that are listed: the newest. */
const LISTED_KEYS = 100;

/** The keys that sign updates. */
@ConsoleController('console/products/update-keys')
@Authorized(Permission.SettingsWrite)
export class UpdateKeysController {
  constructor(private readonly keys: UpdateSigningKeysService) {}

  @Get()
  @Authorized(Permission.ProductsRead)
  async showUpdateKeys(@CurrentCaller() caller: Caller): Promise<Page> {
    const { rows } = await this.keys.list({ limit: LISTED_KEYS });
    return updateKeysPage(rows, isPermitted(caller, Permission.SettingsWrite));
  }

  @FormRoute('rotate')
  rotateUpdateKey(): ConfirmForm {
    const t = texts('updateKeys');
    return new ConfirmForm({
      ...frameOf(),
      title: t.rotateTitle,
      undo: { isPossible: false, text: t.rotateUndo },
      about: [],
      consequences: [
        { icon: 'key', text: t.rotateNew },
        { icon: 'history', text: t.rotateOld },
      ],
      action: `${UPDATE_KEYS_PATH}/rotate`,
      verb: t.rotateVerb,
      submit: async () => {
        const { keyId } = await this.keys.rotate();
        return SeeOther.done(UPDATE_KEYS_PATH, t.rotated({ key: keyId }));
      },
    });
  }

  @FormRoute('revoke/:key_id')
  async revokeUpdateKey(@Param('key_id') keyId: string): Promise<ConfirmForm> {
    const t = texts('updateKeys');
    const key = await this.keys.get(keyId);
    return new ConfirmForm({
      ...frameOf(),
      title: t.revokeTitle({ key: keyId }),
      undo: { isPossible: false, text: t.revokeUndo },
      about: [publicKeyOf(key)],
      consequences: [
        { icon: 'ban', tone: 'bad', text: t.revokeOld },
        ...(key.retiredAt === null ? [{ icon: 'key', text: t.revokeNew } as const] : []),
      ],
      action: revokeUpdateKeyPath(keyId),
      verb: t.revokeVerb,
      submit: async () => {
        await this.keys.revoke(keyId);
        return SeeOther.done(UPDATE_KEYS_PATH, t.revoked({ key: keyId }));
      },
    });
  }
}

/** Where both confirmations stand, and the way back. */
function frameOf() {
  const t = texts('updateKeys');
  return {
    crumbs: [...crumbsOf(), { title: t.title, href: UPDATE_KEYS_PATH }],
    keep: { title: t.keep, href: UPDATE_KEYS_PATH },
  };
}
