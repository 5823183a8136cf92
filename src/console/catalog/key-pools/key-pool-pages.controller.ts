import { Get, Post } from '@nestjs/common';
import { PoliciesService } from '../../../catalog/policies/policies.service';
import { ProductsService } from '../../../catalog/products/products.service';
import { Authorized } from '../../../common/access/authorized.decorator';
import type { FormValues } from '../../../common/http/form-fields';
import { type Caller, CurrentCaller, isPermitted } from '../../../identity/permissions/caller';
import { Permission } from '../../../identity/permissions/permission';
import { ImportKeysDto } from '../../../licensing/key-pools/dto/import-keys.dto';
import { CreateKeyPoolDto, UpdateKeyPoolDto } from '../../../licensing/key-pools/dto/key-pool.dto';
import { ImportKeysService } from '../../../licensing/key-pools/import-keys.service';
import { KeyPoolsService } from '../../../licensing/key-pools/key-pools.service';
import { ConsoleController } from '../../frame/console-controller.decorator';
import { formatNumber } from '../../../i18n/format';
import { FormState } from '../../kit/form-state';
import { type Page, SeeOther } from '../../kit/page';
import { submitForm } from '../../kit/submit-form';
import { texts } from '../../../i18n/texts';
import { asFormError, textIn } from '../../kit/form-input';
import { productPath } from '../products/product-paths';
import { keyPoolFieldsIn, keyPoolMessages, keyPoolValues } from './key-pool-form';
import { keyPoolPath } from './key-pool-paths';
import { deleteKeyPoolPage, keyPoolFormPage, keyPoolPage } from './key-pool.view';
import { Id, FormBody } from '../../kit/parameters';

/** Policies that the form offers: the newest. */
const OFFERED_POLICIES = 100;

@ConsoleController('console/products/:id/key-pools')
export class KeyPoolPagesController {
  constructor(
    private readonly products: ProductsService,
    private readonly pools: KeyPoolsService,
    private readonly imports: ImportKeysService,
    private readonly policies: PoliciesService,
  ) {}

  @Get('new')
  @Authorized(Permission.LicensesWrite)
  showNewKeyPool(@Id() id: string): Promise<Page> {
    return this.form(id, FormState.empty());
  }

  @Post('new')
  @Authorized(Permission.LicensesWrite)
  createKeyPool(@Id() id: string, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    return submitForm({
      body,
      input: CreateKeyPoolDto,
      fields: async (form) => ({ ...keyPoolFieldsIn(form), product: (await this.products.get(id)).reference }),
      messages: keyPoolMessages(),
      submit: async (input) => {
        const { uid, name } = await asFormError(this.pools.create(CreateKeyPoolDto.toPool(input)));
        return SeeOther.done(keyPoolPath(id, uid), texts('keyPools').added({ name }));
      },
      show: (form) => this.form(id, form),
    });
  }

  @Get(':pool_id')
  @Authorized(Permission.LicensesRead)
  showKeyPool(@CurrentCaller() caller: Caller, @Id() id: string, @Id('pool_id') poolId: string): Promise<Page> {
    return this.page(caller, id, poolId, FormState.empty());
  }

  @Post(':pool_id/keys')
  @Authorized(Permission.LicensesWrite)
  importKeys(
    @CurrentCaller() caller: Caller,
    @Id() id: string,
    @Id('pool_id') poolId: string,
    @FormBody() body: FormValues,
  ): Promise<Page | SeeOther> {
    return submitForm({
      body,
      input: ImportKeysDto,
      fields: (form) => ({ keys: textIn(form, 'keys') }),
      messages: keyPoolMessages(),
      submit: async (input) => {
        const { imported, duplicates } = await this.imports.import(poolId, ImportKeysDto.toKeys(input));
        const text = importedText(imported, duplicates.length);
        return new SeeOther(keyPoolPath(id, poolId), { tone: duplicates.length > 0 ? 'warn' : 'ok', text });
      },
      show: (form) => this.page(caller, id, poolId, form),
    });
  }

  @Get(':pool_id/edit')
  @Authorized(Permission.LicensesWrite)
  async showKeyPoolForm(@Id() id: string, @Id('pool_id') poolId: string): Promise<Page> {
    return this.form(id, FormState.of(keyPoolValues(await this.pools.get(poolId))), poolId);
  }

  @Post(':pool_id/edit')
  @Authorized(Permission.LicensesWrite)
  updateKeyPool(
    @Id() id: string,
    @Id('pool_id') poolId: string,
    @FormBody() body: FormValues,
  ): Promise<Page | SeeOther> {
    return submitForm({
      body,
      input: UpdateKeyPoolDto,
      fields: keyPoolFieldsIn,
      messages: keyPoolMessages(),
      submit: async (input) => {
        const { name } = await asFormError(this.pools.change(poolId, UpdateKeyPoolDto.toChange(input)));
        return SeeOther.done(keyPoolPath(id, poolId), texts('keyPools').saved({ name }));
      },
      show: (form) => this.form(id, form, poolId),
    });
  }

  @Get(':pool_id/delete')
  @Authorized(Permission.LicensesWrite)
  async askToDeleteKeyPool(@Id() id: string, @Id('pool_id') poolId: string): Promise<Page> {
    return deleteKeyPoolPage(await this.products.get(id), await this.pools.get(poolId));
  }

  @Post(':pool_id/delete')
  @Authorized(Permission.LicensesWrite)
  async deleteKeyPool(@Id() id: string, @Id('pool_id') poolId: string): Promise<SeeOther> {
    const { name } = await this.pools.get(poolId);
    await this.pools.delete(poolId);
    return SeeOther.done(productPath(id), texts('keyPools').deleted({ name }));
  }

  private async page(caller: Caller, id: string, poolId: string, form: FormState): Promise<Page> {
    return keyPoolPage({
      product: await this.products.get(id),
      pool: await this.pools.get(poolId),
      form,
      canWrite: isPermitted(caller, Permission.LicensesWrite),
    });
  }

  private async form(id: string, form: FormState, poolId?: string): Promise<Page> {
    const { rows: policies } = await this.policies.list({ limit: OFFERED_POLICIES });
    const pool = poolId === undefined ? undefined : await this.pools.get(poolId);
    return keyPoolFormPage({ product: await this.products.get(id), form, policies, pool });
  }
}

function importedText(imported: number, duplicates: number): string {
  const t = texts('keyPools');
  const left = duplicates === 0 ? '' : t.duplicates({ count: duplicates, number: formatNumber(duplicates) });
  return `${t.imported({ count: imported, number: formatNumber(imported) })}${left}`;
}
