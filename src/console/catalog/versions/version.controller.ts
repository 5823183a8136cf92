import { Get, Post } from '@nestjs/common';
import { ProductsService } from '../../../catalog/products/products.service';
import { UpdateVersionDto, versionInput } from '../../../catalog/versions/dto/version.dto';
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
import { versionFieldsIn, versionMessages, versionValues } from './version-form';
import { versionFormPage } from './version-form.view';
import { versionPath } from './version-paths';
import { versionPage } from './version.view';
import { Id, FormBody } from '../../kit/parameters';

/** The page of a version, and its form. */
@ConsoleController('console/products/:id/versions')
export class VersionController {
  constructor(
    private readonly products: ProductsService,
    private readonly versions: VersionsService,
  ) {}

  @Get(':version_id')
  @Authorized(Permission.ProductsRead)
  async showVersion(
    @CurrentCaller() caller: Caller,
    @Id() id: string,
    @Id('version_id') versionId: string,
  ): Promise<Page> {
    return versionPage({
      product: await this.products.get(id),
      version: await this.versions.get(id, versionId),
      canWrite: isPermitted(caller, Permission.ProductsWrite),
    });
  }

  @Get(':version_id/edit')
  @Authorized(Permission.ProductsWrite)
  async showVersionForm(@Id() id: string, @Id('version_id') versionId: string): Promise<Page> {
    return this.form(id, versionId, FormState.of(versionValues(await this.versions.get(id, versionId))));
  }

  @Post(':version_id/edit')
  @Authorized(Permission.ProductsWrite)
  updateVersion(
    @Id() id: string,
    @Id('version_id') versionId: string,
    @FormBody() body: FormValues,
  ): Promise<Page | SeeOther> {
    return submitForm({
      body,
      input: UpdateVersionDto,
      fields: versionFieldsIn,
      messages: versionMessages(),
      submit: async (input) => {
        const { version } = await this.versions.change(id, versionId, versionInput(input));
        return SeeOther.done(versionPath(id, versionId), texts('versions').saved({ version }));
      },
      show: (form) => this.form(id, versionId, form),
    });
  }

  private async form(id: string, versionId: string, form: FormState): Promise<Page> {
    return versionFormPage({
      product: await this.products.get(id),
      version: await this.versions.get(id, versionId),
      form,
    });
  }
}
