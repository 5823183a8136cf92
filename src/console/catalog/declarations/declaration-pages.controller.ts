import { Get, Inject, Param, Post, type Type } from '@nestjs/common';
import { DeclarationCodePipe } from '../../../catalog/entitlements/declaration-code';
import { PutEntitlementDto } from '../../../catalog/entitlements/dto/entitlement.dto';
import { EntitlementsService } from '../../../catalog/entitlements/entitlements.service';
import { PutMeterDto } from '../../../catalog/meters/dto/meter.dto';
import { MetersService } from '../../../catalog/meters/meters.service';
import { ProductsService } from '../../../catalog/products/products.service';
import { Authorized } from '../../../common/access/authorized.decorator';
import type { FormValues } from '../../../common/http/form-fields';
import { Permission } from '../../../identity/permissions/permission';
import { ConsoleController } from '../../kit/console-controller.decorator';
import { FormState } from '../../kit/form-state';
import { type Page, SeeOther } from '../../kit/page';
import { FormBody, Id } from '../../kit/parameters';
import { submitForm } from '../../kit/submit-form';
import { validated } from '../form-input';
import { productPath } from '../products/product-paths';
import {
  codeIn,
  declarationMessages,
  deletionMessages,
  entitlementFieldsIn,
  entitlementValues,
  meterFieldsIn,
  meterValues,
  NEW_ENTITLEMENT,
  NEW_METER,
} from './declaration-form';
import {
  type DeclarationFormData,
  deleteDeclarationPage,
  entitlementFormPage,
  meterFormPage,
} from './declaration-form.view';
import type { DeclarationKind } from './declaration-paths';
import { DECLARATION_TEXTS } from './declaration-texts';

/** A service of what products declare. */
interface Declarations<D, I> {
  get(product: string, code: string): Promise<D>;
  add(product: string, code: string, input: I): Promise<unknown>;
  put(product: string, code: string, input: I): Promise<unknown>;
  delete(product: string, code: string): Promise<unknown>;
}

interface DeclarationPages<D, I> {
  readonly kind: DeclarationKind;
  readonly service: Type<Declarations<D, I>>;
  /** The initial values of a new one. */
  readonly initial: FormValues;
  readonly valuesOf: (declared: D) => FormValues;
  readonly inputIn: (body: FormValues) => Promise<I>;
  readonly formPage: (data: DeclarationFormData) => Page;
}

/** The controller that adds, edits and deletes what a product declares. */
function declarationPages<D extends { readonly name: string }, I>(pages: DeclarationPages<D, I>): Type<unknown> {
  const { kind, service, initial, valuesOf, inputIn, formPage } = pages;

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
        input: Object,
        messages: declarationMessages(),
        submit: async () => {
          const code = codeIn(body);
          await this.declarations.add(id, code, await inputIn(body));
          return new SeeOther(productPath(id), { tone: 'ok', text: DECLARATION_TEXTS().added(code) });
        },
        show: (form) => this.form(id, form),
      });
    }

    @Get('edit/:code')
    async showDeclaration(@Id() id: string, @Param('code', DeclarationCodePipe) code: string): Promise<Page> {
      return this.form(id, FormState.of(valuesOf(await this.declarations.get(id, code))), code);
    }

    @Post('edit/:code')
    updateDeclaration(
      @Id() id: string,
      @Param('code', DeclarationCodePipe) code: string,
      @FormBody() body: FormValues,
    ): Promise<Page | SeeOther> {
      return submitForm({
        body,
        input: Object,
        messages: declarationMessages(),
        submit: async () => {
          await this.declarations.get(id, code);
          await this.declarations.put(id, code, await inputIn(body));
          return new SeeOther(productPath(id), { tone: 'ok', text: DECLARATION_TEXTS().saved(code) });
        },
        show: (form) => this.form(id, form, code),
      });
    }

    @Get('delete/:code')
    askToDeleteDeclaration(@Id() id: string, @Param('code', DeclarationCodePipe) code: string): Promise<Page> {
      return this.confirmation(id, code, FormState.empty());
    }

    @Post('delete/:code')
    deleteDeclaration(@Id() id: string, @Param('code', DeclarationCodePipe) code: string): Promise<Page | SeeOther> {
      return submitForm({
        body: undefined,
        input: Object,
        messages: deletionMessages(),
        submit: async () => {
          await this.declarations.delete(id, code);
          return new SeeOther(productPath(id), { tone: 'ok', text: DECLARATION_TEXTS().deleted(code) });
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
  inputIn: async (body) => PutEntitlementDto.toInput(await validated(PutEntitlementDto, entitlementFieldsIn(body))),
  formPage: entitlementFormPage,
});

export const MeterPagesController = declarationPages({
  kind: 'meters',
  service: MetersService,
  initial: NEW_METER,
  valuesOf: meterValues,
  inputIn: async (body) => PutMeterDto.toInput(await validated(PutMeterDto, meterFieldsIn(body))),
  formPage: meterFormPage,
});
