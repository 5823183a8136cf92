import { Transform } from 'class-transformer';
import { IsEmail, IsOptional } from 'class-validator';
import { type FormValues, MaxLength } from '../../../core/common';
import { type User } from '../../../core/identity';
import { IsPassword, IsRole, type ListedRole } from '../../../core/identity/internal';
import { Banner } from '../../../pages/components/banner';
import { ButtonLink } from '../../../pages/components/button';
import { detailPage } from '../../../pages/components/detail-page';
import type { Choice } from '../../../pages/components/fields';
import { Code } from '../../../pages/components/text';
import { texts } from '../../../core/i18n';
import type { FormMessages } from '../../../pages/kit/form-state';
import type { FormField } from '../../../pages/kit/form-table';
import { OptionalField } from '../../../pages/kit/optional-field';
import type { Page } from '../../../pages/kit/page';
import { roleText } from '../frame/role-texts';

export class PasswordFormDto {
  /** One is generated if it is empty. */
  @OptionalField()
  @IsPassword()
  password?: string;
}

export class ChangePersonDto {
  /** An empty one is removed. */
  @Transform(({ value }: { value: unknown }) => (value === '' ? null : value))
  @IsOptional()
  @IsEmail()
  @MaxLength(255)
  email?: string | null;

  @IsRole()
  role!: string;
}

export function personMessages({ username }: FormValues = {}): FormMessages {
  const t = texts('people');
  const isWellFormed = typeof username === 'string' && /^[^\s\p{Cc}\p{Cf}]{1,255}$/u.test(username);
  return {
    // A well-formed value is refused only if it is taken.
    username: isWellFormed ? t.usernameTaken : t.usernameWrong,
    email: t.emailWrong,
    role: t.roleWrong,
    LAST_OWNER: t.lastOwner,
  };
}

/** More are offered by a list. */
const MAX_RADIOS = 8;

export function areRadios(choices: readonly Choice[]): boolean {
  return choices.length <= MAX_RADIOS;
}

/** Each role with a sentence that says what it may do. */
export function roleChoices(roles: readonly ListedRole[]): Choice[] {
  return roles.map((role) => ({ value: role.name, ...roleText(role) }));
}

export const PASSWORD_FIELD: FormField = {
  name: 'password',
  kind: 'password',
  autoComplete: 'new-password',
  isOptional: true,
};

/** The only time that a generated password is shown. */
export function shownPasswordPage({ uid, username: name }: User, password: string, title: string): Page {
  const t = texts('people');
  return detailPage({
    title,
    crumbs: [{ title: t.people, href: PEOPLE_PATH }],
    above: (
      <Banner tone="warn" id="once" title={t.shownOnceTitle}>
        {t.shownOnce}
      </Banner>
    ),
    main: (
      <>
        <Code label={t.newPasswordOf({ name })} text={password} />
        <div class="actions section-actions">
          <ButtonLink look="primary" href={personPath(uid)} text={t.openPerson({ name })} />
          <ButtonLink href={PEOPLE_PATH} text={t.people} />
        </div>
      </>
    ),
    width: 'confirmation',
  });
}

export const PEOPLE_PATH = '/console/people';
export const NEW_PERSON_PATH = '/console/people/new';

/** The actions on a person, below the page. */
type Verb = 'password' | 'second-factor' | 'deactivate' | 'activate' | 'sessions/end' | `sessions/${string}/end`;

export const personPath = (id: string): string => `/console/people/${id}`;
export const personVerbPath = (id: string, verb: Verb): string => `${personPath(id)}/${verb}`;
