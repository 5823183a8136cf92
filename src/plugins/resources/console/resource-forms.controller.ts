import { Query } from '@nestjs/common';
import { Authorized, IsName, referenced } from '../../../core/common';
import { texts } from '../../../core/i18n';
import { AllocateResourcesService } from '../allocate-resources.service';
import { AllocateResourcesDto } from '../dto/resource-allocation.dto';
import { CreateResourceDto } from '../dto/resource.dto';
import { ResourceStatsService } from '../resource-stats.service';
import { ResourcesService } from '../resources.service';
import { ConfirmForm } from '../../../pages/components/confirmation';
import { EditForm } from '../../../pages/components/form-page';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { FormRoute } from '../../../pages/kit/form-route';
import { asFormError } from '../../../pages/kit/form-input';
import type { FormGroups } from '../../../pages/kit/form-table';
import { OptionalField } from '../../../pages/kit/optional-field';
import { SeeOther } from '../../../pages/kit/page';
import { Id } from '../../../pages/kit/parameters';
import { addFrame, editFrame } from '../../../pages/components/record-parts';
import { crumbsOf, resourcePath, RESOURCES_PATH } from './resource-parts';

/** The license that the form to allocate a resource shows at first. */
class AllocationQueryDto {
  @OptionalField()
  @IsName()
  license?: string;
}

/** Types that the forms suggest: the most frequent. */
const SUGGESTED_TYPES = 30;

/** Adds, edits, allocates and deletes resources. */
@ConsoleController('console/resources')
@Authorized('resources:write')
export class ResourceFormsController {
  constructor(
    private readonly resources: ResourcesService,
    private readonly counting: ResourceStatsService,
    private readonly allocation: AllocateResourcesService,
  ) {}

  @FormRoute('new')
  async createResource(): Promise<EditForm<CreateResourceDto>> {
    const t = texts('resources');
    return new EditForm({
      ...addFrame(t.add, RESOURCES_PATH),
      crumbs: crumbsOf(),
      groups: await this.groups(),
      texts: t,
      input: CreateResourceDto,
      submit: async (input) => {
        const { uid, identifier } = await this.resources.create(input);
        return SeeOther.done(resourcePath(uid), t.added({ name: identifier }));
      },
    });
  }

  @FormRoute(':id/edit')
  async updateResource(@Id() id: string): Promise<EditForm<CreateResourceDto>> {
    const t = texts('resources');
    const resource = await this.resources.get(id);
    return new EditForm({
      ...editFrame(t.editTitle({ name: resource.identifier }), resourcePath(id)),
      crumbs: crumbsOf(resource),
      groups: await this.groups(),
      texts: t,
      values: resource,
      input: CreateResourceDto,
      submit: async (input) => {
        const { identifier } = await this.resources.change(id, input);
        return SeeOther.done(resourcePath(id), t.saved({ name: identifier }));
      },
    });
  }

  @FormRoute(':id/allocate')
  async allocateResource(
    @Id() id: string,
    @Query() { license }: AllocationQueryDto,
  ): Promise<EditForm<AllocateResourcesDto>> {
    const t = texts('resources');
    const resource = await this.resources.get(id);
    return new EditForm({
      title: t.allocateTitle({ name: resource.identifier }),
      lead: t.allocateLead,
      crumbs: crumbsOf(resource),
      action: `${resourcePath(id)}/allocate`,
      groups: [{ rows: [{ name: 'license_id', textKey: 'license', isMono: true, hasFocus: true, value: license }] }],
      texts: t,
      verb: t.allocateVerb,
      cancel: resourcePath(id),
      input: AllocateResourcesDto,
      inputOf: (input) => ({ ...input, resource_ids: [id] }),
      messages: { resource_ids: t.takenNow },
      submit: async ({ license_id }) => {
        const allocating = referenced('license_id', this.allocation.allocate(license_id, [id]));
        const [allocated] = await asFormError(allocating);
        const { identifier = '', allocation } = allocated ?? {};
        const text = t.allocatedFlash({ name: identifier, key: allocation?.licenseKey ?? '' });
        return SeeOther.done(resourcePath(id), text);
      },
    });
  }

  @FormRoute(':id/delete')
  async deleteResource(@Id() id: string): Promise<ConfirmForm> {
    const t = texts('resources');
    const resource = await this.resources.get(id);
    const { type, identifier } = resource;
    return new ConfirmForm({
      title: t.deleteTitle({ name: identifier }),
      crumbs: crumbsOf(resource),
      undo: { isPossible: false, text: t.deleteUndo },
      about: [
        { term: t.type, value: type },
        { term: t.identifier, value: identifier },
      ],
      consequences: [{ icon: 'trash-2', tone: 'bad', text: t.deleteHistory }],
      action: `${resourcePath(id)}/delete`,
      verb: t.deleteVerb,
      keep: { title: t.keep, href: resourcePath(id) },
      messages: { IN_USE: t.inUse },
      submit: async () => {
        await this.resources.delete(id);
        return SeeOther.done(RESOURCES_PATH, t.deleted({ name: identifier }));
      },
    });
  }

  private async groups(): Promise<FormGroups> {
    const { byType } = await this.counting.stats();
    const suggestions = byType.map(([type]) => type).slice(0, SUGGESTED_TYPES);
    return [{ id: 'resource', rows: [{ name: 'type', suggestions }, { name: 'identifier' }] }];
  }
}
