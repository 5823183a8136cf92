import { Get, Post, Query } from '@nestjs/common';
import { ProductsService } from '../../../catalog/products/products.service';
import { CreateVersionDto, versionInput } from '../../../catalog/versions/dto/version.dto';
import { VersionsService } from '../../../catalog/versions/versions.service';
import { Authorized } from '../../../common/access/authorized.decorator';
import type { FormValues } from '../../../common/http/form-fields';
import { type Caller, CurrentCaller, isPermitted } from '../../../identity/permissions/caller';
import { Permission } from '../../../identity/permissions/permission';
import { ConsoleController } from '../../frame/console-controller.decorator';
import { FormState } from '../../kit/form-state';
import { type Page, SeeOther } from '../../kit/page';
import { submitForm } from '../../kit/submit-form';
import { texts } from '../../../i18n/texts';
import { flagIn } from '../../kit/form-input';
import { ROWS_PER_PAGE } from '../list-query.dto';
import { NEW_VERSION, versionFieldsIn, versionMessages } from './version-form';
import { versionFormPage } from './version-form.view';
import { VersionListQueryDto } from './version-list-query.dto';
import { versionListPage } from './version-list.view';
import { versionPath } from './version-paths';
import { Id, FormBody } from '../../kit/parameters';

/** The versions of a product, and new ones. */
@ConsoleController('console/products/:id/versions')
export class VersionListController {
  constructor(
    private readonly products: ProductsService,
    private readonly versions: VersionsService,
  ) {}

  @Get()
  @Authorized(Permission.ProductsRead)
  async showVersions(
    @CurrentCaller() caller: Caller,
    @Id() id: string,
    @Query() query: VersionListQueryDto,
  ): Promise<Page> {
    const { page, q, status, channel } = query;
    const filter = { q, channel, isActive: status === undefined ? undefined : status === 'published' };
    const { rows, total } = await this.versions.list(id, { page, perPage: ROWS_PER_PAGE }, filter);
    return versionListPage({
      product: await this.products.get(id),
      versions: rows,
      total: total ?? rows.length,
      query,
      canWrite: isPermitted(caller, Permission.ProductsWrite),
    });
  }

  @Get('new')
  @Authorized(Permission.ProductsWrite)
  showNewVersion(@Id() id: string): Promise<Page> {
    return this.newVersion(id, FormState.of(NEW_VERSION));
  }

  @Post('new')
  @Authorized(Permission.ProductsWrite)
  createVersion(@Id() id: string, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    return submitForm({
      body,
      input: CreateVersionDto,
      fields: (form) => ({ ...versionFieldsIn(form), is_active: flagIn(form, 'is_active') }),
      messages: versionMessages(),
      submit: async (input) => {
        const created = await this.versions.create(id, versionInput(input));
        const text = texts('versions').added({ version: created.version });
        return SeeOther.done(versionPath(id, created.uid), text);
      },
      show: (form) => this.newVersion(id, form),
    });
  }

  private async newVersion(id: string, form: FormState): Promise<Page> {
    return versionFormPage({ product: await this.products.get(id), form });
  }
}
