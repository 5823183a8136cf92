import { Get, Post, Query } from '@nestjs/common';
import { ProductsService } from '../../../catalog/products/products.service';
import { Authorized } from '../../../common/access/authorized.decorator';
import type { FormValues } from '../../../common/http/form-fields';
import { RecordsService } from '../../../events/records/records.service';
import { ApiKeysService } from '../../../identity/api-keys/api-keys.service';
import { type Caller, CurrentCaller, isPermitted } from '../../../identity/permissions/caller';
import { Permission } from '../../../identity/permissions/permission';
import { ConsoleController } from '../../frame/console-controller.decorator';
import { FormState } from '../../kit/form-state';
import { type Page, SeeOther } from '../../kit/page';
import { submitForm } from '../../kit/submit-form';
import { texts } from '../../../i18n/texts';
import { replaceSystemKeyPage, revokeKeyPage, rotateKeyPage } from './api-key-confirmation.view';
import { ApiKeyFormDto, ApiKeyListQueryDto, NewApiKeyQueryDto, permissionsIn } from './api-key-form';
import { newApiKeyPage } from './api-key-form.view';
import { apiKeyListPage } from './api-key-list.view';
import { keyPath } from './api-key-paths';
import { apiKeyPage, apiKeySecretPage } from './api-key.view';
import { Id, FormBody } from '../../kit/parameters';
import { filledIn } from '../../kit/form-input';

const KEYS_PER_PAGE = 50;
const SUGGESTED_PRODUCTS = 100;
const CHANGES = 5;

@ConsoleController('console/api-keys')
export class ApiKeyPagesController {
  constructor(
    private readonly apiKeys: ApiKeysService,
    private readonly products: ProductsService,
    private readonly records: RecordsService,
  ) {}

  @Get()
  @Authorized(Permission.ApiKeysRead)
  async showApiKeys(@CurrentCaller() caller: Caller, @Query() query: ApiKeyListQueryDto): Promise<Page> {
    const { after, trail, ...filter } = query;
    const { rows, next } = await this.apiKeys.list({ limit: KEYS_PER_PAGE, after }, filter);
    const systemKey = await this.apiKeys.systemKey();
    const canWrite = isPermitted(caller, Permission.ApiKeysWrite);
    return apiKeyListPage({ keys: rows, systemKey, filter, place: { after, trail }, next, canWrite });
  }

  @Get('new')
  @Authorized(Permission.ApiKeysWrite)
  showNewApiKey(@Query() { kind = 'external' }: NewApiKeyQueryDto): Promise<Page> {
    return this.newApiKey({ kind }, FormState.of({ kind }));
  }

  @Post('new')
  @Authorized(Permission.ApiKeysWrite)
  createApiKey(@FormBody() body: FormValues): Promise<Page | SeeOther> {
    return submitForm({
      body: filledIn(body),
      input: ApiKeyFormDto,
      messages: texts('apiKeys').form.messages,
      submit: async (input) => {
        const present = input.kind === 'system' ? await this.apiKeys.systemKey() : undefined;
        return present && present.uid !== input.ends
          ? replaceSystemKeyPage(present, filledIn(body))
          : apiKeySecretPage(await this.apiKeys.create(ApiKeyFormDto.toInput(input)), true);
      },
      show: (form) => this.newApiKey(body, form),
    });
  }

  @Get(':id')
  @Authorized(Permission.ApiKeysRead)
  async showApiKey(@CurrentCaller() caller: Caller, @Id() id: string): Promise<Page> {
    const apiKey = await this.apiKeys.get(id);
    const { rows } = await this.records.auditEntries({ actor: apiKey.name }, { limit: CHANGES });
    const changes = rows.filter(({ actorType }) => actorType === 'api-key');
    return apiKeyPage({ apiKey, changes, canWrite: isPermitted(caller, Permission.ApiKeysWrite) });
  }

  @Get(':id/rotate')
  @Authorized(Permission.ApiKeysWrite)
  async askToRotateApiKey(@Id() id: string): Promise<Page> {
    return rotateKeyPage(await this.apiKeys.get(id));
  }

  @Post(':id/rotate')
  @Authorized(Permission.ApiKeysWrite)
  async rotateApiKey(@Id() id: string): Promise<Page> {
    return apiKeySecretPage(await this.apiKeys.rotate(id), false);
  }

  @Get(':id/revoke')
  @Authorized(Permission.ApiKeysWrite)
  async askToRevokeApiKey(@Id() id: string): Promise<Page> {
    return revokeKeyPage(await this.apiKeys.get(id));
  }

  @Post(':id/revoke')
  @Authorized(Permission.ApiKeysWrite)
  async revokeApiKey(@Id() id: string): Promise<SeeOther> {
    await this.apiKeys.revoke(id);
    const { name } = await this.apiKeys.get(id);
    return SeeOther.done(keyPath(id), texts('apiKeys').revoke.done({ name }));
  }

  private async newApiKey(values: FormValues, form: FormState): Promise<Page> {
    const { rows } = await this.products.list({ limit: SUGGESTED_PRODUCTS });
    const products = rows.map(({ reference }) => reference);
    return newApiKeyPage({ form, permissions: permissionsIn(values), products });
  }
}
