import { Authorized } from '../../../core/common';
import { Permission, SessionsService, type User } from '../../../core/identity';
import { SecondFactorsService, UsersService } from '../../../core/identity/internal';
import { ConfirmForm } from '../../../pages/components/confirmation';
import type { Detail } from '../../../pages/components/text';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { texts } from '../../../core/i18n';
import { FormRoute } from '../../../pages/kit/form-route';
import { type PageForm, SeeOther } from '../../../pages/kit/page';
import { Id } from '../../../pages/kit/parameters';
import { roleTitle } from '../frame/role-texts';
import {
  PASSWORD_FIELD,
  PasswordFormDto,
  shownPasswordPage,
  PEOPLE_PATH,
  personPath,
  personVerbPath,
} from './person-parts';

/** Actions on a person that ask first. */
@ConsoleController('console/people/:id')
@Authorized(Permission.UsersWrite)
export class PersonActionsController {
  constructor(
    private readonly users: UsersService,
    private readonly sessions: SessionsService,
    private readonly factors: SecondFactorsService,
  ) {}

  @FormRoute('password')
  async resetPassword(@Id() id: string): Promise<PageForm> {
    const t = texts('people');
    const user = await this.users.get(id);
    const { username: name, secondFactorSince } = user;
    return new ConfirmForm({
      title: t.resetPasswordTitle({ name }),
      crumbs: crumbsOf(user),
      undo: { isPossible: false, text: t.resetUndo },
      about: aboutOf(user),
      consequences: [
        { icon: 'key-round', tone: 'bad', text: t.oldPasswordEnds },
        { icon: 'log-out', text: t.endsSessions({ count: await this.countSessions(user) }) },
        ...(secondFactorSince === null ? [] : [{ icon: 'smartphone', text: t.factorStays } as const]),
      ],
      groups: [{ rows: [PASSWORD_FIELD] }],
      texts: t,
      action: personVerbPath(id, 'password'),
      verb: t.resetPasswordVerb,
      keep: { title: t.keepPassword, href: personPath(id) },
      input: PasswordFormDto,
      submit: async ({ password }) => {
        const shown = password ?? this.users.newPassword();
        const changed = await this.users.change(id, { password: shown });
        return password === undefined
          ? shownPasswordPage(changed, shown, t.passwordResetTitle({ name }))
          : SeeOther.done(personPath(id), t.passwordReset({ name }));
      },
    });
  }

  @FormRoute('second-factor')
  async resetSecondFactor(@Id() id: string): Promise<PageForm> {
    const t = texts('people');
    const user = await this.users.get(id);
    const name = user.username;
    return new ConfirmForm({
      title: t.resetFactorTitle({ name }),
      crumbs: crumbsOf(user),
      undo: { isPossible: true, text: t.resetFactorUndo },
      about: aboutOf(user),
      consequences: [
        { icon: 'lock-open', tone: 'bad', text: t.resetFactorEffect },
        { icon: 'phone', text: t.resetFactorCheck },
      ],
      action: personVerbPath(id, 'second-factor'),
      verb: t.resetFactorVerb,
      keep: { title: t.keepFactor, href: personPath(id) },
      submit: async () => {
        await this.factors.reset(id);
        return SeeOther.done(personPath(id), t.factorReset({ name }));
      },
    });
  }

  @FormRoute('deactivate')
  async deactivate(@Id() id: string): Promise<PageForm> {
    const t = texts('people');
    const user = await this.users.get(id);
    const name = user.username;
    return new ConfirmForm({
      title: t.deactivateTitle({ name }),
      crumbs: crumbsOf(user),
      undo: { isPossible: true, text: t.deactivateUndo },
      about: aboutOf(user),
      consequences: [
        { icon: 'user-x', tone: 'bad', text: t.deactivateEffect },
        { icon: 'log-out', text: t.endsSessions({ count: await this.countSessions(user) }) },
        { icon: 'file-text', text: t.deactivateKept },
      ],
      action: personVerbPath(id, 'deactivate'),
      verb: t.deactivateVerb,
      keep: { title: t.keepPerson, href: personPath(id) },
      messages: { LAST_OWNER: t.lastOwner },
      submit: async () => {
        await this.users.deactivate(id);
        return SeeOther.done(personPath(id), t.deactivatedFlash({ name }));
      },
    });
  }

  @FormRoute('activate')
  async activate(@Id() id: string): Promise<PageForm> {
    const t = texts('people');
    const user = await this.users.find(id);
    const name = user.username;
    return new ConfirmForm({
      title: t.activateTitle({ name }),
      crumbs: crumbsOf(user),
      about: aboutOf(user),
      consequences: [
        { icon: 'log-in', text: t.activateEffect },
        { icon: 'user-cog', text: t.activateRole({ role: roleTitle(user.role) }) },
      ],
      action: personVerbPath(id, 'activate'),
      verb: t.activateVerb,
      keep: { title: t.keepDeactivated, href: personPath(id) },
      submit: async () => {
        await this.users.activate(id);
        return SeeOther.done(personPath(id), t.activatedFlash({ name }));
      },
    });
  }

  /** The sessions that would end. */
  private async countSessions(user: User): Promise<number> {
    return (await this.sessions.countActive([user])).get(user.id) ?? 0;
  }
}

function crumbsOf({ uid, username }: User) {
  return [
    { title: texts('people').people, href: PEOPLE_PATH },
    { title: username, href: personPath(uid) },
  ];
}

function aboutOf({ username, email, role }: User): Detail[] {
  const t = texts('people');
  return [
    { term: t.username, value: username },
    { term: t.email, value: email },
    { term: t.role, value: roleTitle(role) },
  ];
}
