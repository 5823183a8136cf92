import { Get, Inject, Param, Post, type Type } from '@nestjs/common';
import { ProductsService } from '../../../catalog/products/products.service';
import { Authorized } from '../../../common/access/authorized.decorator';
import type { FormValues } from '../../../common/http/form-fields';
import { Permission } from '../../../identity/permissions/permission';
import { ConsoleController } from '../../frame/console-controller.decorator';
import { FormState } from '../../kit/form-state';
import { type Page, SeeOther } from '../../kit/page';
import { FormBody, Id } from '../../kit/parameters';
import { submitForm, attemptChange } from '../../kit/submit-form';
import { texts } from '../../../i18n/texts';
import { productPath } from '../products/product-paths';
import {
  declarationMessages,
  deletionMessages,
  entitlementFieldsIn,
  entitlementValues,
  meterFieldsIn,
  meterValues,
  NEW_ENTITLEMENT,
  NEW_METER,
  NewEntitlementDto,
  newEntitlementFieldsIn,
  NewMeterDto,
  newMeterFieldsIn,
} from './declaration-form';
import {
  type DeclarationFormData,
  deleteDeclarationPage,
  entitlementFormPage,
  meterFormPage,
} from './declaration-form.view';
import type { DeclarationKind } from './declaration-paths';
import { EntitlementsService } from '../../../catalog/definitions/entitlements.service';
import { PutEntitlementDto } from '../../../catalog/definitions/dto/entitlement.dto';
import { MetersService } from '../../../catalog/definitions/meters.service';
import { PutMeterDto } from '../../../catalog/definitions/dto/meter.dto';
import { DefinitionCodePipe } from '../../../catalog/grants/definition-code';

/** A service of what products declare. */
interface Declarations<D, I> {
  get(product: string, code: string): Promise<D>;
  add(product: string, code: string, input: I): Promise<unknown>;
  put(product: string, code: string, input: I): Promise<unknown>;
  delete(product: string, code: string): Promise<unknown>;
}

interface Coded {
  readonly code: string;
}

interface DeclarationPages<D, F extends object, I> {
  readonly kind: DeclarationKind;
  readonly service: Type<Declarations<D, I>>;
  /** The initial values of a new one. */
  readonly initial: FormValues;
  readonly valuesOf: (declared: D) => FormValues;
  readonly input: Type<F>;
  readonly fields: (body: FormValues) => object;
  /** Of a new one, with its code. */
  readonly newInput: Type<F & Coded>;
  readonly newFields: (body: FormValues) => object;
  readonly toInput: (fields: F) => I;
  readonly formPage: (data: DeclarationFormData) => Page;
}

/** The controller that adds, edits and deletes what a product declares. */
function declarationPages<D extends { readonly name: string }, F extends object, I>(
  pages: DeclarationPages<D, F, I>,
): Type<unknown> {
  const { kind, service, initial, valuesOf, input, fields, newInput, newFields, toInput, formPage } = pages;

  @ConsoleController(`console/products/:id/${kind}`)
  @Authorized(Permission.ProductsWrite)
  class DeclarationController {
    constructor(
      private readonly products: ProductsService,
      @Inject(service) private readonly declarations: Declarations<D, I>,
    ) {}

    @Get('new')
    showNewDeclaration(@Id() id: string): Promise<Page> {
      return this.form(id, FormState.of(initial));
    }

    @Post('new')
    addDeclaration(@Id() id: string, @FormBody() body: FormValues): Promise<Page | SeeOther> {
      return submitForm({
        body,
        input: newInput,
        fields: newFields,
        messages: declarationMessages(),
        submit: async (values) => {
          const { code } = values;
          await this.declarations.add(id, code, toInput(values));
          return SeeOther.done(productPath(id), texts('definitions').added({ code }));
        },
        show: (form) => this.form(id, form),
      });
    }

    @Get('edit/:code')
    async showDeclaration(@Id() id: string, @Param('code', DefinitionCodePipe) code: string): Promise<Page> {
      return this.form(id, FormState.of(valuesOf(await this.declarations.get(id, code))), code);
    }

    @Post('edit/:code')
    async updateDeclaration(
      @Id() id: string,
      @Param('code', DefinitionCodePipe) code: string,
      @FormBody() body: FormValues,
    ): Promise<Page | SeeOther> {
      await this.declarations.get(id, code);
      return submitForm({
        body,
        input,
        fields,
        messages: declarationMessages(),
        submit: async (values) => {
          await this.declarations.put(id, code, toInput(values));
          return SeeOther.done(productPath(id), texts('definitions').saved({ code }));
        },
        show: (form) => this.form(id, form, code),
      });
    }

    @Get('delete/:code')
    askToDeleteDeclaration(@Id() id: string, @Param('code', DefinitionCodePipe) code: string): Promise<Page> {
      return this.confirmation(id, code, FormState.empty());
    }

    @Post('delete/:code')
    deleteDeclaration(@Id() id: string, @Param('code', DefinitionCodePipe) code: string): Promise<Page | SeeOther> {
      return attemptChange({
        messages: deletionMessages(),
        submit: async () => {
          await this.declarations.delete(id, code);
          return SeeOther.done(productPath(id), texts('definitions').deleted({ code }));
        },
        show: (form) => this.confirmation(id, code, form),
      });
    }

    private async form(id: string, form: FormState, code?: string): Promise<Page> {
      return formPage({ product: await this.products.get(id), form, code });
    }

    private async confirmation(id: string, code: string, form: FormState): Promise<Page> {
      const { name } = await this.declarations.get(id, code);
      return deleteDeclarationPage({ product: await this.products.get(id), kind, code, name, form });
    }
  }

  return DeclarationController;
}

export const EntitlementPagesController = declarationPages({
  kind: 'entitlements',
  service: EntitlementsService,
  initial: NEW_ENTITLEMENT,
  valuesOf: entitlementValues,
  input: PutEntitlementDto,
  fields: entitlementFieldsIn,
  newInput: NewEntitlementDto,
  newFields: newEntitlementFieldsIn,
  toInput: (fields) => PutEntitlementDto.toInput(fields),
  formPage: entitlementFormPage,
});

export const MeterPagesController = declarationPages({
  kind: 'meters',
  service: MetersService,
  initial: NEW_METER,
  valuesOf: meterValues,
  input: PutMeterDto,
  fields: meterFieldsIn,
  newInput: NewMeterDto,
  newFields: newMeterFieldsIn,
  toInput: (fields) => PutMeterDto.toInput(fields),
  formPage: meterFormPage,
});
