import { Get, Param, Post } from '@nestjs/common';
import { UpdateSigningKeysService } from '../../../catalog/update-signing/update-signing-keys.service';
import { Authorized } from '../../../common/access/authorized.decorator';
import { type Caller, CurrentCaller, isPermitted } from '../../../identity/permissions/caller';
import { Permission } from '../../../identity/permissions/permission';
import { ConsoleController } from '../../frame/console-controller.decorator';
import { type Page, SeeOther } from '../../kit/page';
import { texts } from '../../../i18n/texts';
import { UPDATE_KEYS_PATH } from './update-key-paths';
import { revokeUpdateKeyPage, rotateUpdateKeyPage, updateKeysPage } from './update-keys.view';

/** Keys that are listed: the newest. */
const LISTED_KEYS = 100;

/** The keys that sign updates. */
@ConsoleController('console/products/update-keys')
export class UpdateKeysController {
  constructor(private readonly keys: UpdateSigningKeysService) {}

  @Get()
  @Authorized(Permission.ProductsRead)
  async showUpdateKeys(@CurrentCaller() caller: Caller): Promise<Page> {
    const { rows } = await this.keys.list({ limit: LISTED_KEYS });
    return updateKeysPage({ keys: rows, canWrite: isPermitted(caller, Permission.SettingsWrite) });
  }

  @Get('rotate')
  @Authorized(Permission.SettingsWrite)
  askToRotateUpdateKey(): Page {
    return rotateUpdateKeyPage();
  }

  @Post('rotate')
  @Authorized(Permission.SettingsWrite)
  async rotateUpdateKey(): Promise<SeeOther> {
    const { keyId } = await this.keys.rotate();
    return SeeOther.done(UPDATE_KEYS_PATH, texts('updateKeys').rotated({ key: keyId }));
  }

  @Get('revoke/:key_id')
  @Authorized(Permission.SettingsWrite)
  async askToRevokeUpdateKey(@Param('key_id') keyId: string): Promise<Page> {
    return revokeUpdateKeyPage(await this.keys.get(keyId));
  }

  @Post('revoke/:key_id')
  @Authorized(Permission.SettingsWrite)
  async revokeUpdateKey(@Param('key_id') keyId: string): Promise<SeeOther> {
    await this.keys.revoke(keyId);
    return SeeOther.done(UPDATE_KEYS_PATH, texts('updateKeys').revoked({ key: keyId }));
  }
}
