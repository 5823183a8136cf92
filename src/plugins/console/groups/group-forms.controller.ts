import { Get, Post, Query } from '@nestjs/common';
import { Authorized, camelCased, type FormValues, IsName, referenced } from '../../../core/common';
import { type Group } from '../../../core/customers';
import { CreateGroupDto, GroupDto, GroupsService, UpdateGroupDto } from '../../../core/customers/internal';
import { texts } from '../../../core/i18n';
import { Permission } from '../../../core/identity';
import { type GroupUse, GroupUseService } from './group-use.service';
import { ChangeLicenseService, LicensesService } from '../../../core/licensing';
import { addFrame, editFrame } from '../../../pages/components/record-parts';
import { ConfirmForm } from '../../../pages/components/confirmation';
import { EditForm } from '../../../pages/components/form-page';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { asFormError } from '../../../pages/kit/form-input';
import { FormRoute } from '../../../pages/kit/form-route';
import type { FormGroups } from '../../../pages/kit/form-table';
import { type Page, SeeOther } from '../../../pages/kit/page';
import { FormBody, Id } from '../../../pages/kit/parameters';
import { groupPath } from '../../../pages/kit/record-paths';
import { shortKey } from '../license/license-paths';
import { addLicensePath, AddLicenseQueryDto, GROUPS_PATH } from './group-paths';
import { aboutOf, crumbsOf, groupInUsePage } from './group.view';

class AddLicenseDto {
  /** Key or ID. */
  @IsName()
  license!: string;
}

/** Adds, changes and deletes groups, and moves licenses into and out of them. */
@ConsoleController('console/groups')
@Authorized(Permission.LicensesWrite)
export class GroupFormsController {
  constructor(
    private readonly groups: GroupsService,
    private readonly uses: GroupUseService,
    private readonly changes: ChangeLicenseService,
    private readonly licenses: LicensesService,
  ) {}

  @FormRoute('new')
  createGroup(): EditForm<CreateGroupDto> {
    const t = texts('groups');
    return new EditForm({
      ...addFrame(t.add, GROUPS_PATH),
      crumbs: crumbsOf(),
      groups: LIMITS,
      texts: t,
      input: CreateGroupDto,
      submit: async (input) => {
        const { uid, name } = await this.groups.create(camelCased(input));
        return SeeOther.done(groupPath(uid), t.added({ name }));
      },
    });
  }

  @FormRoute(':id/edit')
  async updateGroup(@Id() id: string): Promise<EditForm<UpdateGroupDto>> {
    const t = texts('groups');
    const group = await this.groups.get(id);
    return new EditForm({
      ...editFrame(t.editTitle({ name: group.name }), groupPath(id)),
      crumbs: crumbsOf(group),
      lead: t.editLead,
      groups: LIMITS,
      texts: t,
      values: GroupDto.from(group),
      asksReason: true,
      input: UpdateGroupDto,
      submit: async (input) => {
        const { name } = await this.groups.change(id, camelCased(input));
        return SeeOther.done(groupPath(id), t.saved({ name }));
      },
    });
  }

  @FormRoute(':id/add')
  async addLicense(@Id() id: string, @Query() { license }: AddLicenseQueryDto): Promise<EditForm<AddLicenseDto>> {
    const t = texts('groups');
    const group = await this.groups.get(id);
    return new EditForm({
      title: t.addLicenseTitle({ name: group.name }),
      lead: t.addLicenseLead,
      crumbs: crumbsOf(group),
      width: 'confirmation',
      action: addLicensePath(id),
      groups: [{ rows: [{ name: 'license', isMono: true, hasFocus: true, value: license }] }],
      texts: t,
      asksReason: true,
      verb: t.addLicense,
      cancel: groupPath(id),
      input: AddLicenseDto,
      submit: async (input) => {
        const found = await asFormError(referenced('license', this.licenses.get(input.license)));
        const { license: added } = await this.changes.change(found.license.uid, { group: id });
        return SeeOther.done(groupPath(id), t.licenseAdded({ key: shortKey(added.key) }));
      },
    });
  }

  /** At once: it can be added again. */
  @Post(':id/licenses/:license/remove')
  async removeLicense(@Id() id: string, @Id('license') license: string): Promise<SeeOther> {
    const t = texts('groups');
    const { key, groupId } = (await this.licenses.get(license)).license;
    if (groupId !== id) {
      return new SeeOther(groupPath(id), { tone: 'bad', text: t.notMember({ key: shortKey(key) }) });
    }
    await this.changes.change(license, { group: null });
    return SeeOther.done(groupPath(id), t.licenseRemoved({ key: shortKey(key) }), {
      text: t.addAgain,
      path: addLicensePath(id, license),
    });
  }

  @Get(':id/delete')
  async askToDelete(@Id() id: string): Promise<Page> {
    const group = await this.groups.get(id);
    const use = await this.uses.of(id);
    return use.licenses + use.customers > 0 ? groupInUsePage(group, use) : this.deletion(group, use).show();
  }

  @Post(':id/delete')
  async deleteGroup(@Id() id: string, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    return this.deletion(await this.groups.get(id), await this.uses.of(id)).submit(body);
  }

  private deletion(group: Group, use: GroupUse): ConfirmForm {
    const t = texts('groups');
    const { uid, name } = group;
    return new ConfirmForm({
      title: t.deleteTitle({ name }),
      crumbs: crumbsOf(group),
      undo: { isPossible: false, text: t.deleteUndo },
      about: aboutOf(group, use),
      consequences: [
        { icon: 'key', text: t.noLicenseChanges },
        { icon: 'file-text', text: t.auditKept },
      ],
      action: `${groupPath(uid)}/delete`,
      verb: t.deleteVerb,
      keep: { title: t.keep, href: groupPath(uid) },
      messages: { IN_USE: t.inUse },
      submit: async () => {
        await this.groups.delete(uid);
        return SeeOther.done(GROUPS_PATH, t.deleted({ name }));
      },
    });
  }
}

const LIMITS: FormGroups = [
  {
    rows: [
      { name: 'name', hasFocus: true },
      { name: 'max_licenses', kind: 'number', isOptional: true },
      { name: 'max_activations', kind: 'number', isOptional: true },
      { name: 'max_users', kind: 'number', isOptional: true },
    ],
  },
];
