import { Get, Post, Query, type StreamableFile } from '@nestjs/common';
import { IsUUID } from 'class-validator';
import { Authorized, type FormValues, IsText, MayBeMissing } from '../../../core/common';
import { CustomersService } from '../../../core/customers';
import { texts } from '../../../core/i18n';
import { refusedField } from '../../../pages/kit/form-state';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { FormState } from '../../../pages/kit/form-state';
import { type Page, SeeOther } from '../../../pages/kit/page';
import { FormBody, Id } from '../../../pages/kit/parameters';
import { submitForm } from '../../../pages/kit/submit-form';
import { AddressSpellings } from '../address-spellings';
import { PersonInputDto } from '../dto/person.dto';
import { PeopleService } from '../people.service';
import { erasurePath } from './person-paths';
import { erasurePage, findPage, personPage } from './person.view';

class PersonPageQueryDto {
  @MayBeMissing()
  @IsUUID()
  customer?: string;
}

class ErasePersonFormDto extends PersonInputDto {
  /** The address once more. */
  @IsText(255)
  typed!: string;
}

/** Erasures below the form, the newest. */
const SHOWN = 20;

/** Shows, exports and erases what is stored of a person. Addresses are sent in forms, so that no log of paths has them. */
@ConsoleController('console/personal-data')
@Authorized('people:write')
export class PersonPagesController {
  constructor(
    private readonly people: PeopleService,
    private readonly customers: CustomersService,
  ) {}

  @Get()
  async showForm(@Query() { customer }: PersonPageQueryDto): Promise<Page> {
    const { email } = customer === undefined ? { email: null } : await this.customers.get(customer);
    return this.form(FormState.of({ email: email ?? '' }));
  }

  @Post()
  findPerson(@FormBody() body: FormValues): Promise<Page | SeeOther> {
    return submitForm({
      body,
      input: PersonInputDto,
      messages: { email: texts('personalData').notAnAddress },
      submit: ({ email }) => this.person(email, FormState.of({ email })),
      show: (form) => this.form(form),
    });
  }

  @Post('export')
  exportPerson(@FormBody() { email }: PersonInputDto): Promise<StreamableFile> {
    return this.people.export(email);
  }

  @Post('erase')
  erasePerson(@FormBody() body: FormValues): Promise<Page | SeeOther> {
    const t = texts('personalData');
    return submitForm({
      body,
      input: ErasePersonFormDto,
      messages: { typed: t.typedOther },
      submit: async ({ email, typed }) => {
        if (!new AddressSpellings(typed.trim().toLowerCase()).is(email)) {
          throw refusedField('typed', t.typedOther, 'other_address');
        }
        const { uid } = await this.people.erase(email);
        return SeeOther.done(erasurePath(uid), t.started);
      },
      show: (form) => this.person(form.value('email'), form),
      asksReason: true,
    });
  }

  @Get('erasures/:id')
  @Authorized('people:read')
  async showErasure(@Id() id: string): Promise<Page> {
    return erasurePage(await this.people.getErasure(id));
  }

  private async form(form: FormState): Promise<Page> {
    const { rows } = await this.people.listErasures({ limit: SHOWN });
    return findPage(form, rows);
  }

  private async person(email: string, form: FormState): Promise<Page> {
    return personPage(email, await this.people.find(email), form);
  }
}
