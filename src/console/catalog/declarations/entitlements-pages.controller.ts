import { Get, Param, Post } from '@nestjs/common';
import { PutEntitlementDto } from '../../../catalog/entitlements/dto/entitlement.dto';
import { EntitlementsService } from '../../../catalog/entitlements/entitlements.service';
import { DeclarationCodePipe } from '../../../catalog/entitlements/declaration-code';
import { ProductsService } from '../../../catalog/products/products.service';
import { Authorized } from '../../../common/access/authorized.decorator';
import type { FormValues } from '../../../common/http/form-fields';
import { Permission } from '../../../identity/permissions/permission';
import { ConsoleController } from '../../kit/console-controller.decorator';
import { FormState } from '../../kit/form-state';
import { type Page, SeeOther } from '../../kit/page';
import { submitForm } from '../../kit/submit-form';
import { validated } from '../form-input';
import { productPath } from '../products/product-paths';
import {
  codeIn,
  declarationMessages,
  deletionMessages,
  entitlementFieldsIn,
  entitlementValues,
  NEW_ENTITLEMENT,
} from './declaration-form';
import { deleteDeclarationPage, entitlementFormPage } from './declaration-form.view';
import { DECLARATION_TEXTS } from './declaration-texts';
import { Id, FormBody } from '../../kit/parameters';

/** Adds, edits and deletes entitlements of a product. */
@ConsoleController('console/products/:id/entitlements')
@Authorized(Permission.ProductsWrite)
export class EntitlementPagesController {
  constructor(
    private readonly products: ProductsService,
    private readonly entitlements: EntitlementsService,
  ) {}

  @Get('new')
  showNewEntitlement(@Id() id: string): Promise<Page> {
    return this.form(id, FormState.of(NEW_ENTITLEMENT));
  }

  @Post('new')
  addEntitlement(@Id() id: string, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    return submitForm({
      body,
      input: Object,
      messages: declarationMessages(),
      submit: async () => {
        const code = codeIn(body);
        const input = await validated(PutEntitlementDto, entitlementFieldsIn(body));
        await this.entitlements.add(id, code, PutEntitlementDto.toInput(input));
        return new SeeOther(productPath(id), { tone: 'ok', text: DECLARATION_TEXTS().added(code) });
      },
      show: (form) => this.form(id, form),
    });
  }

  @Get('edit/:code')
  async showEntitlement(@Id() id: string, @Param('code', DeclarationCodePipe) code: string): Promise<Page> {
    return this.form(id, FormState.of(entitlementValues(await this.entitlements.get(id, code))), code);
  }

  @Post('edit/:code')
  updateEntitlement(
    @Id() id: string,
    @Param('code', DeclarationCodePipe) code: string,
    @FormBody() body: FormValues,
  ): Promise<Page | SeeOther> {
    return submitForm({
      body,
      input: Object,
      messages: declarationMessages(),
      submit: async () => {
        await this.entitlements.get(id, code);
        const input = await validated(PutEntitlementDto, entitlementFieldsIn(body));
        await this.entitlements.put(id, code, PutEntitlementDto.toInput(input));
        return new SeeOther(productPath(id), { tone: 'ok', text: DECLARATION_TEXTS().saved(code) });
      },
      show: (form) => this.form(id, form, code),
    });
  }

  @Get('delete/:code')
  askToDeleteEntitlement(@Id() id: string, @Param('code', DeclarationCodePipe) code: string): Promise<Page> {
    return this.confirmation(id, code, FormState.empty());
  }

  @Post('delete/:code')
  deleteEntitlement(@Id() id: string, @Param('code', DeclarationCodePipe) code: string): Promise<Page | SeeOther> {
    return submitForm({
      body: undefined,
      input: Object,
      messages: deletionMessages(),
      submit: async () => {
        await this.entitlements.delete(id, code);
        return new SeeOther(productPath(id), { tone: 'ok', text: DECLARATION_TEXTS().deleted(code) });
      },
      show: (form) => this.confirmation(id, code, form),
    });
  }

  private async form(id: string, form: FormState, code?: string): Promise<Page> {
    return entitlementFormPage({ product: await this.products.get(id), form, code });
  }

  private async confirmation(id: string, code: string, form: FormState): Promise<Page> {
    const { name } = await this.entitlements.get(id, code);
    return deleteDeclarationPage({ product: await this.products.get(id), kind: 'entitlements', code, name, form });
  }
}
