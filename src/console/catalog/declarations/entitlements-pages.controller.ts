import { Body, Get, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { PutEntitlementDto } from '../../../catalog/definitions/dto/entitlement.dto';
import { EntitlementsService } from '../../../catalog/definitions/entitlements.service';
import { DefinitionCodePipe } from '../../../catalog/grants/definition-code';
import { ProductsService } from '../../../catalog/products/products.service';
import { Authorized } from '../../../common/access/authorized.decorator';
import type { FormValues } from '../../../common/http/form-fields';
import { Permission } from '../../../identity/permissions/permission';
import { ConsoleController } from '../../kit/console-controller.decorator';
import { FormState } from '../../kit/form-state';
import { type Page, SeeOther } from '../../kit/page';
import { attemptChange, submitForm } from '../../kit/submit-form';
import { productPath } from '../products/product-paths';
import {
  declarationMessages,
  deletionMessages,
  entitlementFieldsIn,
  entitlementValues,
  NEW_ENTITLEMENT,
  NewEntitlementDto,
  newEntitlementFieldsIn,
} from './declaration-form';
import { deleteDeclarationPage, entitlementFormPage } from './declaration-form.view';
import { DECLARATION_TEXTS } from './declaration-texts';

/** Adds, edits and deletes entitlements of a product. */
@ConsoleController('console/products/:id/entitlements')
@Authorized(Permission.ProductsWrite)
export class EntitlementPagesController {
  constructor(
    private readonly products: ProductsService,
    private readonly entitlements: EntitlementsService,
  ) {}

  @Get('new')
  showNewEntitlement(@Param('id', ParseUUIDPipe) id: string): Promise<Page> {
    return this.form(id, FormState.of(NEW_ENTITLEMENT));
  }

  @Post('new')
  addEntitlement(@Param('id', ParseUUIDPipe) id: string, @Body() body: FormValues = {}): Promise<Page | SeeOther> {
    return submitForm({
      body,
      input: NewEntitlementDto,
      fields: newEntitlementFieldsIn,
      messages: declarationMessages(),
      submit: async ({ code, ...input }) => {
        await this.entitlements.add(id, code, PutEntitlementDto.toInput(input));
        return new SeeOther(productPath(id), { tone: 'ok', text: DECLARATION_TEXTS().added(code) });
      },
      show: (form) => this.form(id, form),
    });
  }

  @Get('edit/:code')
  async showEntitlement(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('code', DefinitionCodePipe) code: string,
  ): Promise<Page> {
    return this.form(id, FormState.of(entitlementValues(await this.entitlements.get(id, code))), code);
  }

  @Post('edit/:code')
  async updateEntitlement(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('code', DefinitionCodePipe) code: string,
    @Body() body: FormValues = {},
  ): Promise<Page | SeeOther> {
    await this.entitlements.get(id, code);
    return submitForm({
      body,
      input: PutEntitlementDto,
      fields: entitlementFieldsIn,
      messages: declarationMessages(),
      submit: async (input) => {
        await this.entitlements.put(id, code, PutEntitlementDto.toInput(input));
        return new SeeOther(productPath(id), { tone: 'ok', text: DECLARATION_TEXTS().saved(code) });
      },
      show: (form) => this.form(id, form, code),
    });
  }

  @Get('delete/:code')
  askToDeleteEntitlement(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('code', DefinitionCodePipe) code: string,
  ): Promise<Page> {
    return this.confirmation(id, code, FormState.empty());
  }

  @Post('delete/:code')
  deleteEntitlement(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('code', DefinitionCodePipe) code: string,
  ): Promise<Page | SeeOther> {
    return attemptChange({
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
