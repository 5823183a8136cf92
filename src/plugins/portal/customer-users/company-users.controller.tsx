import { Body, Get, Param, Post } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsEmail, IsString } from 'class-validator';
import type { VNode } from 'preact';
import { type FormValues, MaxLength, RateLimited } from '../../../core/common';
import { Button } from '../../../pages/components/button';
import { TextField } from '../../../pages/components/fields';
import { ErrorSummary } from '../../../pages/components/form';
import { Icon } from '../../../pages/components/icon';
import { FormState, refusedField } from '../../../pages/kit/form-state';
import { Page, SeeOther } from '../../../pages/kit/page';
import { submitForm } from '../../../pages/kit/submit-form';
import { type Customer, type CustomerUser } from '../../../core/customers';
import { MAX_CUSTOMER_USERS } from '../../../core/customers/internal';
import { texts } from '../../../core/i18n';
import { PortalController } from '../frame/portal-controller.decorator';
import { USERS_PATH } from '../frame/portal-layout';
import { Card, PortalHead } from '../frame/portal-parts';
import { CurrentVisitor, type PortalVisitor } from '../frame/portal-visitor';
import { UidPipe } from '../licenses/uid.pipe';
import { SignedInOnly } from '../sign-in/signed-in-only';
import { CompanyUsersService } from './company-users.service';
import { PostForm } from '../../../pages/components/post-form';

class NewUserDto {
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim().toLowerCase() : value))
  @IsEmail()
  @MaxLength(255)
  email!: string;

  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value))
  @IsString()
  @MaxLength(255)
  name: string = '';
}

/** A refused form of one company. */
interface RefusedForm {
  readonly company: string;
  readonly form: FormState;
}

/** The people of a company, whom its admins name. */
@SignedInOnly()
@PortalController('portal/users')
export class PortalUsersController {
  constructor(private readonly users: CompanyUsersService) {}

  @Get()
  showPortalUsers(@CurrentVisitor() visitor: PortalVisitor): Promise<Page> {
    return this.page(visitor);
  }

  @Post(':company')
  @RateLimited()
  addPortalUser(
    @CurrentVisitor() visitor: PortalVisitor,
    @Param('company', UidPipe) uid: string,
    @Body() body?: FormValues,
  ): Promise<Page | SeeOther> {
    const company = this.users.company(visitor, uid);
    return submitForm({
      body,
      input: NewUserDto,
      messages: { email: texts('portalSignIn').emailWrong },
      submit: async ({ email, name }) => {
        const user = await this.users.add(company, { email, name: name || null });
        if (!user) {
          throw refusedField('email', texts('portalUsers').known);
        }
        return SeeOther.done(USERS_PATH, texts('portalUsers').added({ user: user.email }));
      },
      show: (form) => this.page(visitor, { company: uid, form }),
    });
  }

  @Post(':company/:user/remove')
  async removePortalUser(
    @CurrentVisitor() visitor: PortalVisitor,
    @Param('company', UidPipe) uid: string,
    @Param('user', UidPipe) user: string,
  ): Promise<SeeOther> {
    const t = texts('portalUsers');
    const removed = await this.users.remove(this.users.company(visitor, uid), user);
    return removed
      ? SeeOther.done(USERS_PATH, t.removed({ user: removed.email }))
      : new SeeOther(USERS_PATH, { tone: 'bad', text: t.adminStays });
  }

  private async page(visitor: PortalVisitor, refused?: RefusedForm): Promise<Page> {
    const t = texts('portalUsers');
    const companies = [...(await this.users.list(visitor))];
    const body = (
      <>
        <PortalHead title={t.title} lead={t.lead} />
        {companies.length === 0 && <p class="portal-none">{t.none}</p>}
        {companies.map(([company, users]) => (
          <CompanyCard
            key={company.uid}
            company={company}
            users={users}
            form={refused?.company === company.uid ? refused.form : FormState.empty()}
          />
        ))}
      </>
    );
    return new Page({ title: t.title, body });
  }
}

interface CompanyProps {
  readonly company: Customer;
  readonly users: readonly CustomerUser[];
  readonly form: FormState;
}

function CompanyCard({ company, users, form }: CompanyProps): VNode {
  const t = texts('portalUsers');
  return (
    <Card id={`company-${company.id}`} title={company.company} lead={t.count({ count: users.length })}>
      <ErrorSummary form={form} title={t.notDone} />
      <ul class="portal-rows">
        {users.map((user) => (
          <UserRow key={user.uid} company={company} user={user} />
        ))}
      </ul>
      {users.length < MAX_CUSTOMER_USERS && (
        <PostForm class="portal-form" action={`${USERS_PATH}/${company.uid}`} noValidate>
          <TextField form={form} name="email" type="email" label={t.email} autoComplete="off" />
          <TextField form={form} name="name" label={t.name} isOptional autoComplete="off" />
          <Button icon="plus" text={t.add} />
        </PostForm>
      )}
    </Card>
  );
}

function UserRow({ company, user }: Pick<CompanyProps, 'company'> & { readonly user: CustomerUser }): VNode {
  const t = texts('portalUsers');
  const { uid, email, name, role } = user;
  return (
    <li>
      <Icon name="user" />
      <div class="portal-row-text">
        <p>{name ?? email}</p>
        <p class="portal-hint">{[name !== null && email, role === 'admin' && t.admin].filter(Boolean).join(' · ')}</p>
      </div>
      {role !== 'admin' && (
        <PostForm action={`${USERS_PATH}/${company.uid}/${uid}/remove`}>
          <Button
            text={
              <>
                {t.remove}
                <span class="visually-hidden">: {email}</span>
              </>
            }
          />
        </PostForm>
      )}
    </li>
  );
}
