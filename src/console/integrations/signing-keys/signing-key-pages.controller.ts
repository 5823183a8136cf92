import { Get, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Authorized } from '../../../common/access/authorized.decorator';
import type { FormValues } from '../../../common/http/form-fields';
import { baseUrl } from '../../../common/http/base-url';
import { type Caller, CurrentCaller, isPermitted } from '../../../identity/permissions/caller';
import { Permission } from '../../../identity/permissions/permission';
import { Settings } from '../../../platform/config/settings';
import { RotateSigningKeysService } from '../../../platform/signing-keys/rotate-signing-keys.service';
import { SigningKeysService } from '../../../platform/signing-keys/signing-keys.service';
import { ConsoleController } from '../../frame/console-controller.decorator';
import { CursorPageDto } from '../../kit/cursor-page';
import { FormState } from '../../kit/form-state';
import { type Page, SeeOther } from '../../kit/page';
import { submitForm } from '../../kit/submit-form';
import { texts } from '../../../i18n/texts';
import { RevokeSigningKeyFormDto } from './signing-key-forms';
import { signingKeyListPage } from './signing-key-list.view';
import { signingKeyPath, SIGNING_KEYS_PATH } from './signing-key-paths';
import { revokeSigningKeyPage, rotateSigningKeyPage, signingKeyPage } from './signing-key.view';
import { FormBody } from '../../kit/parameters';

const KEYS_PER_PAGE = 20;
const JWKS_PATH = '/.well-known/jwks.json';

@ConsoleController('console/signing-keys')
export class SigningKeyPagesController {
  constructor(
    private readonly keys: SigningKeysService,
    private readonly rotation: RotateSigningKeysService,
    private readonly settings: Settings,
  ) {}

  @Get()
  @Authorized(Permission.SettingsRead)
  async showSigningKeys(
    @CurrentCaller() caller: Caller,
    @Query() place: CursorPageDto,
    @Req() request: FastifyRequest,
  ): Promise<Page> {
    const { rows, next } = await this.keys.list({ limit: KEYS_PER_PAGE, after: place.after });
    const jwks = `${baseUrl(request, this.settings.PUBLIC_URL)}${JWKS_PATH}`;
    const canWrite = isPermitted(caller, Permission.SettingsWrite);
    return signingKeyListPage({ keys: rows, jwks, place, next, canWrite });
  }

  @Get('rotate')
  @Authorized(Permission.SettingsWrite)
  async askToRotateSigningKey(): Promise<Page> {
    return rotateSigningKeyPage(await this.keys.getActive());
  }

  @Post('rotate')
  @Authorized(Permission.SettingsWrite)
  async rotateSigningKey(): Promise<SeeOther> {
    const { kid } = await this.rotation.rotate();
    return SeeOther.done(SIGNING_KEYS_PATH, texts('signingKeys').rotation.done({ kid }));
  }

  @Get(':kid')
  @Authorized(Permission.SettingsRead)
  async showSigningKey(@CurrentCaller() caller: Caller, @Param('kid') kid: string): Promise<Page> {
    const signingKey = await this.keys.get(kid);
    return signingKeyPage({ signingKey, canWrite: isPermitted(caller, Permission.SettingsWrite) });
  }

  @Get(':kid/revoke')
  @Authorized(Permission.SettingsWrite)
  async askToRevokeSigningKey(@Param('kid') kid: string): Promise<Page> {
    return revokeSigningKeyPage(await this.keys.get(kid), FormState.empty());
  }

  @Post(':kid/revoke')
  @Authorized(Permission.SettingsWrite)
  revokeSigningKey(@Param('kid') kid: string, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    const { revocation } = texts('signingKeys');
    return submitForm({
      body,
      input: RevokeSigningKeyFormDto,
      messages: { confirm: revocation.wrong({ kid }), KEY_ACTIVE: revocation.active },
      submit: async (input) => {
        RevokeSigningKeyFormDto.check(input, kid);
        await this.rotation.revoke(kid);
        return SeeOther.done(signingKeyPath(kid), revocation.done({ kid }));
      },
      show: async (form) => revokeSigningKeyPage(await this.keys.get(kid), form),
    });
  }
}
