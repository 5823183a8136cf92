import { Inject, Param, type Type } from '@nestjs/common';
import { PickType } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import {
  CODE,
  EntitlementsService,
  type Meter,
  MAX_DECIMALS,
  MetersService,
  ProductsService,
  PutCreditDto,
  PutEntitlementDto,
  PutMeterDto,
} from '../../../../core/catalog';
import { DefinitionCodePipe, ENTITLEMENT_TYPES, METER_KINDS, type MeterInput } from '../../../../core/catalog/internal';
import { Authorized } from '../../../../core/common';
import { texts } from '../../../../core/i18n';
import { Permission } from '../../../../core/identity';
import { ConfirmForm } from '../../../../pages/components/confirmation';
import { EditForm } from '../../../../pages/components/form-page';
import { ConsoleController } from '../../../../pages/frame/console-controller.decorator';
import { FormRoute } from '../../../../pages/kit/form-route';
import type { FormField, FormRow } from '../../../../pages/kit/form-table';
import { SeeOther } from '../../../../pages/kit/page';
import { Id } from '../../../../pages/kit/parameters';
import { productPath } from '../../../../pages/kit/record-paths';
import { crumbsOf } from '../products/product-parts';
import { codeOf, type DefinitionKind, definitionPath, newDefinitionPath } from './definition-parts';

/** A service of what products define. */
interface Definitions<D, I> {
  get(product: string, code: string): Promise<D>;
  add(product: string, code: string, input: I): Promise<unknown>;
  put(product: string, code: string, input: I): Promise<unknown>;
  delete(product: string, code: string): Promise<unknown>;
}

interface DefinitionForms<D, F extends object, I> {
  readonly kind: DefinitionKind;
  readonly service: Type<Definitions<D, I>>;
  /** The initial values of a new definition. */
  readonly initial: object;
  /** Besides code and name. */
  readonly fields: () => readonly FormRow[];
  /** Fields of a new definition that never change. */
  readonly fixedFields?: () => readonly FormField[];
  readonly input: Type<F>;
  /** Input of a new definition. */
  readonly newInput: Type<F & { readonly code: string }>;
  /** @param definition that is edited; undefined for a new one */
  readonly toInput: (fields: F, definition?: D) => I;
  readonly newTitle: () => string;
  readonly editTitle: (code: string) => string;
}

/** The controller that adds, edits and deletes what a product defines. */
function definitionForms<D extends { readonly name: string }, F extends object, I>(
  forms: DefinitionForms<D, F, I>,
): Type<unknown> {
  const { kind, service, initial, fields, fixedFields, input, newInput, toInput, newTitle, editTitle } = forms;

  @ConsoleController(`console/products/:id/${kind}`)
  @Authorized(Permission.ProductsWrite)
  class DefinitionController {
    constructor(
      private readonly products: ProductsService,
      @Inject(service) private readonly definitions: Definitions<D, I>,
    ) {}

    @FormRoute('new')
    async addDefinition(@Id() id: string): Promise<EditForm<F & { readonly code: string }>> {
      const t = texts('definitions');
      const code: FormField = { name: 'code', label: texts('catalog').code, isMono: true };
      return new EditForm({
        title: newTitle(),
        crumbs: crumbsOf(await this.products.get(id)),
        action: newDefinitionPath(id, kind),
        groups: [{ id: 'definition', rows: [code, { name: 'name' }, ...fields(), ...(fixedFields?.() ?? [])] }],
        texts: t,
        values: initial,
        verb: newTitle(),
        cancel: productPath(id),
        input: newInput,
        messages: { IN_USE: t.inUseChange },
        submit: async (values) => {
          await this.definitions.add(id, values.code, toInput(values));
          return SeeOther.done(productPath(id), t.added({ code: values.code }));
        },
      });
    }

    @FormRoute('edit/:code')
    async updateDefinition(@Id() id: string, @Param('code', DefinitionCodePipe) code: string): Promise<EditForm<F>> {
      const t = texts('definitions');
      const c = texts('catalog');
      const definition = await this.definitions.get(id, code);
      return new EditForm({
        title: editTitle(code),
        crumbs: crumbsOf(await this.products.get(id)),
        actions: [{ title: c.remove, href: definitionPath(id, kind, 'delete', code), icon: 'trash-2', look: 'danger' }],
        action: definitionPath(id, kind, 'edit', code),
        groups: [{ id: 'definition', rows: [{ name: 'name' }, ...fields()] }],
        texts: t,
        values: definition,
        verb: c.save,
        cancel: productPath(id),
        input,
        messages: { IN_USE: t.inUseChange },
        submit: async (values) => {
          await this.definitions.put(id, code, toInput(values, definition));
          return SeeOther.done(productPath(id), t.saved({ code }));
        },
      });
    }

    @FormRoute('delete/:code')
    async deleteDefinition(@Id() id: string, @Param('code', DefinitionCodePipe) code: string): Promise<ConfirmForm> {
      const t = texts('definitions');
      const { name } = await this.definitions.get(id, code);
      return new ConfirmForm({
        title: t.deleteTitle({ code }),
        crumbs: crumbsOf(await this.products.get(id)),
        undo: { isPossible: true, text: t.deleteUndo },
        about: [codeOf(code), { term: t.name, value: name }],
        consequences: [
          { icon: 'ban', tone: 'bad', text: t.deleteConsequence },
          { icon: 'info', text: t.deleteCondition },
        ],
        action: definitionPath(id, kind, 'delete', code),
        verb: t.deleteVerb,
        keep: { title: t.keep, href: productPath(id) },
        messages: { IN_USE: t.inUse },
        submit: async () => {
          await this.definitions.delete(id, code);
          return SeeOther.done(productPath(id), t.deleted({ code }));
        },
      });
    }
  }

  return DefinitionController;
}

class NewEntitlementDto extends PutEntitlementDto {
  @Matches(CODE)
  code!: string;
}

class NewMeterDto extends PutMeterDto {
  @Matches(CODE)
  code!: string;
}

export const EntitlementFormsController = definitionForms({
  kind: 'entitlements',
  service: EntitlementsService,
  initial: { type: 'flag' },
  fields: () => {
    const { types } = texts('definitions');
    const choices: FormField = { name: 'choices', kind: 'lines', rows: 4, empty: 'missing' };
    return [
      {
        choose: { name: 'type', kind: 'radios' },
        choices: ENTITLEMENT_TYPES.map((value) => ({
          value,
          title: types[value],
          rows: value === 'choice' ? [choices] : undefined,
        })),
      },
    ];
  },
  input: PutEntitlementDto,
  newInput: NewEntitlementDto,
  toInput: (fields) => PutEntitlementDto.toInput(fields),
  newTitle: () => texts('definitions').addEntitlement,
  editTitle: (code) => texts('definitions').editEntitlement({ code }),
});

export const MeterFormsController = definitionForms({
  kind: 'meters',
  service: MetersService,
  initial: { kind: 'consumed' },
  fields: () => {
    const { kinds } = texts('definitions');
    const choices = METER_KINDS.map((value) => ({ value, title: kinds[value] }));
    return [
      { name: 'unit', isOptional: true, empty: null },
      { name: 'kind', kind: 'radios', choices },
    ];
  },
  input: PutMeterDto,
  newInput: NewMeterDto,
  toInput: (fields) => PutMeterDto.toInput(fields),
  newTitle: () => texts('definitions').addMeter,
  editTitle: (code) => texts('definitions').editMeter({ code }),
});

class CreditNameDto extends PickType(PutCreditDto, ['name'] as const) {}

class NewCreditDto extends PutCreditDto {
  @Matches(CODE)
  code!: string;
}

export const CreditFormsController = definitionForms<Meter, CreditNameDto & Partial<PutCreditDto>, MeterInput>({
  kind: 'credits',
  service: MetersService,
  initial: { decimals: 2 },
  fields: () => [],
  fixedFields: () => {
    const { creditDecimals } = texts('definitions');
    const choices = Array.from({ length: MAX_DECIMALS + 1 }, (_, decimals) => ({
      value: String(decimals),
      title: creditDecimals({ decimals }),
    }));
    return [{ name: 'decimals', kind: 'select', choices, read: Number }];
  },
  input: CreditNameDto,
  newInput: NewCreditDto,
  toInput: ({ name, decimals }, credit) => PutCreditDto.toInput({ name, decimals: decimals ?? credit?.decimals ?? 0 }),
  newTitle: () => texts('definitions').addCredit,
  editTitle: (code) => texts('definitions').editCredit({ code }),
});
