import { Body, Get, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { PutMeterDto } from '../../../catalog/definitions/dto/meter.dto';
import { MetersService } from '../../../catalog/definitions/meters.service';
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
  meterFieldsIn,
  meterValues,
  NEW_METER,
  NewMeterDto,
  newMeterFieldsIn,
} from './declaration-form';
import { deleteDeclarationPage, meterFormPage } from './declaration-form.view';
import { DECLARATION_TEXTS } from './declaration-texts';

/** Adds, edits and deletes meters of a product. */
@ConsoleController('console/products/:id/meters')
@Authorized(Permission.ProductsWrite)
export class MeterPagesController {
  constructor(
    private readonly products: ProductsService,
    private readonly meters: MetersService,
  ) {}

  @Get('new')
  showNewMeter(@Param('id', ParseUUIDPipe) id: string): Promise<Page> {
    return this.form(id, FormState.of(NEW_METER));
  }

  @Post('new')
  addMeter(@Param('id', ParseUUIDPipe) id: string, @Body() body: FormValues = {}): Promise<Page | SeeOther> {
    return submitForm({
      body,
      input: NewMeterDto,
      fields: newMeterFieldsIn,
      messages: declarationMessages(),
      submit: async ({ code, ...input }) => {
        await this.meters.add(id, code, PutMeterDto.toInput(input));
        return new SeeOther(productPath(id), { tone: 'ok', text: DECLARATION_TEXTS().added(code) });
      },
      show: (form) => this.form(id, form),
    });
  }

  @Get('edit/:code')
  async showMeter(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('code', DefinitionCodePipe) code: string,
  ): Promise<Page> {
    return this.form(id, FormState.of(meterValues(await this.meters.get(id, code))), code);
  }

  @Post('edit/:code')
  async updateMeter(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('code', DefinitionCodePipe) code: string,
    @Body() body: FormValues = {},
  ): Promise<Page | SeeOther> {
    await this.meters.get(id, code);
    return submitForm({
      body,
      input: PutMeterDto,
      fields: meterFieldsIn,
      messages: declarationMessages(),
      submit: async (input) => {
        await this.meters.put(id, code, PutMeterDto.toInput(input));
        return new SeeOther(productPath(id), { tone: 'ok', text: DECLARATION_TEXTS().saved(code) });
      },
      show: (form) => this.form(id, form, code),
    });
  }

  @Get('delete/:code')
  askToDeleteMeter(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('code', DefinitionCodePipe) code: string,
  ): Promise<Page> {
    return this.confirmation(id, code, FormState.empty());
  }

  @Post('delete/:code')
  deleteMeter(
    @Param('id', ParseUUIDPipe) id: string,
    @Param('code', DefinitionCodePipe) code: string,
  ): Promise<Page | SeeOther> {
    return attemptChange({
      messages: deletionMessages(),
      submit: async () => {
        await this.meters.delete(id, code);
        return new SeeOther(productPath(id), { tone: 'ok', text: DECLARATION_TEXTS().deleted(code) });
      },
      show: (form) => this.confirmation(id, code, form),
    });
  }

  private async form(id: string, form: FormState, code?: string): Promise<Page> {
    return meterFormPage({ product: await this.products.get(id), form, code });
  }

  private async confirmation(id: string, code: string, form: FormState): Promise<Page> {
    const { name } = await this.meters.get(id, code);
    return deleteDeclarationPage({ product: await this.products.get(id), kind: 'meters', code, name, form });
  }
}
