import { Get, Post } from '@nestjs/common';
import { PoliciesService, ProductsService } from '../../../../core/catalog';
import { Authorized, type FormValues } from '../../../../core/common';
import { formatNumber, texts } from '../../../../core/i18n';
import { type Caller, CurrentCaller, isPermitted, Permission } from '../../../../core/identity';
import type { KeyPool } from '../../../../core/licenses';
import {
  CreateKeyPoolDto,
  ImportKeysDto,
  ImportKeysService,
  KeyPoolDto,
  KeyPoolsService,
  UpdateKeyPoolDto,
} from '../../../../core/licensing/internal';
import { ConfirmForm } from '../../../../pages/components/confirmation';
import { EditForm } from '../../../../pages/components/form-page';
import { ConsoleController } from '../../../../pages/frame/console-controller.decorator';
import { FormRoute } from '../../../../pages/kit/form-route';
import { asFormError, numberOf, textIn } from '../../../../pages/kit/form-input';
import { FormState } from '../../../../pages/kit/form-state';
import type { FormGroups } from '../../../../pages/kit/form-table';
import { type Page, SeeOther } from '../../../../pages/kit/page';
import { FormBody, Id } from '../../../../pages/kit/parameters';
import { submitForm } from '../../../../pages/kit/submit-form';
import { addFrame, editFrame } from '../../../../pages/components/record-parts';
import { policyChoices } from '../../../../pages/kit/policy-choices';
import { productPath } from '../../../../pages/kit/record-paths';
import { crumbsOf } from '../products/product-parts';
import { keyPoolPage, keyPoolPath, keyPoolsPath } from './key-pool.view';

@ConsoleController('console/products/:id/key-pools')
@Authorized(Permission.LicensesWrite)
export class KeyPoolPagesController {
  constructor(
    private readonly products: ProductsService,
    private readonly pools: KeyPoolsService,
    private readonly imports: ImportKeysService,
    private readonly policies: PoliciesService,
  ) {}

  @FormRoute('new')
  async createKeyPool(@Id() id: string): Promise<EditForm<CreateKeyPoolDto>> {
    const t = texts('keyPools');
    const product = await this.products.get(id);
    return new EditForm({
      ...addFrame(t.add, keyPoolsPath(id)),
      crumbs: crumbsOf(product),
      groups: await this.groups(),
      texts: t,
      cancel: productPath(id),
      input: CreateKeyPoolDto,
      inputOf: (input) => ({ ...input, product: product.reference }),
      submit: async (input) => {
        const { uid, name } = await asFormError(this.pools.create(CreateKeyPoolDto.toPool(input)));
        return SeeOther.done(keyPoolPath(id, uid), t.added({ name }));
      },
    });
  }

  @Get(':pool_id')
  @Authorized(Permission.LicensesRead)
  showKeyPool(@CurrentCaller() caller: Caller, @Id() id: string, @Id('pool_id') poolId: string): Promise<Page> {
    return this.page(caller, id, poolId, FormState.empty());
  }

  @Post(':pool_id/keys')
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
      messages: { keys: texts('keyPools').keysWrong },
      submit: async (input) => {
        const { imported, duplicates } = await this.imports.import(poolId, ImportKeysDto.toKeys(input));
        const text = importedText(imported, duplicates.length);
        return new SeeOther(keyPoolPath(id, poolId), { tone: duplicates.length > 0 ? 'warn' : 'ok', text });
      },
      show: (form) => this.page(caller, id, poolId, form),
    });
  }

  @FormRoute(':pool_id/edit')
  async updateKeyPool(@Id() id: string, @Id('pool_id') poolId: string): Promise<EditForm<UpdateKeyPoolDto>> {
    const t = texts('keyPools');
    const pool = await this.pools.get(poolId);
    return new EditForm({
      ...editFrame(t.editTitle({ name: pool.name }), keyPoolPath(id, poolId)),
      crumbs: crumbsOf(await this.products.get(id)),
      groups: await this.groups(pool),
      texts: t,
      values: KeyPoolDto.from(pool),
      input: UpdateKeyPoolDto,
      submit: async (input) => {
        const { name } = await asFormError(this.pools.change(poolId, UpdateKeyPoolDto.toChange(input)));
        return SeeOther.done(keyPoolPath(id, poolId), t.saved({ name }));
      },
    });
  }

  @FormRoute(':pool_id/delete')
  async deleteKeyPool(@Id() id: string, @Id('pool_id') poolId: string): Promise<ConfirmForm> {
    const t = texts('keyPools');
    const product = await this.products.get(id);
    const { name, keysLeft: count } = await this.pools.get(poolId);
    const number = formatNumber(count);
    return new ConfirmForm({
      title: t.deleteTitle({ name }),
      crumbs: [...crumbsOf(product), { title: name, href: keyPoolPath(id, poolId) }],
      undo: { isPossible: false, text: t.deleteUndo },
      about: [{ term: t.left, value: number }],
      consequences: [
        { icon: 'trash-2', tone: 'bad', text: t.deleteKeys({ count, number }) },
        { icon: 'key', text: t.deleteLicenses },
      ],
      action: `${keyPoolPath(id, poolId)}/delete`,
      verb: t.deleteVerb,
      keep: { title: t.keep, href: keyPoolPath(id, poolId) },
      submit: async () => {
        await this.pools.delete(poolId);
        return SeeOther.done(productPath(id), t.deleted({ name }));
      },
    });
  }

  private async page(caller: Caller, id: string, poolId: string, form: FormState): Promise<Page> {
    return keyPoolPage({
      product: await this.products.get(id),
      pool: await this.pools.get(poolId),
      form,
      canWrite: isPermitted(caller, Permission.LicensesWrite),
    });
  }

  /** @param pool undefined for a new one */
  private async groups(pool?: KeyPool): Promise<FormGroups> {
    const choices = await policyChoices(this.policies, texts('keyPools').ownPolicy, pool?.policy);
    return [
      {
        id: 'pool',
        rows: [
          { name: 'name' },
          { name: 'policy', kind: 'select', choices, empty: null },
          { name: 'warning_threshold', textKey: 'low', isOptional: true, empty: null, read: numberOf },
        ],
      },
    ];
  }
}

function importedText(imported: number, duplicates: number): string {
  const t = texts('keyPools');
  const left = duplicates === 0 ? '' : t.duplicates({ count: duplicates, number: formatNumber(duplicates) });
  return `${t.imported({ count: imported, number: formatNumber(imported) })}${left}`;
}
