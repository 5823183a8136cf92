import { Get, Post } from '@nestjs/common';
import { ProductsService } from '../../../catalog/products/products.service';
import { VersionsService } from '../../../catalog/versions/versions.service';
import { Authorized } from '../../../common/access/authorized.decorator';
import { Permission } from '../../../identity/permissions/permission';
import { ConsoleController } from '../../frame/console-controller.decorator';
import { type Page, SeeOther } from '../../kit/page';
import { texts } from '../../../i18n/texts';
import { deleteVersionPage, publishVersionPage, withdrawVersionPage } from './version-confirmation.view';
import { versionPath, versionsPath } from './version-paths';
import { Id } from '../../kit/parameters';

/** Publishes, withdraws and deletes versions. */
@ConsoleController('console/products/:id/versions/:version_id')
@Authorized(Permission.ProductsWrite)
export class VersionStateController {
  constructor(
    private readonly products: ProductsService,
    private readonly versions: VersionsService,
  ) {}

  @Get('publish')
  async askToPublishVersion(@Id() id: string, @Id('version_id') versionId: string): Promise<Page> {
    return publishVersionPage(await this.release(id, versionId));
  }

  @Post('publish')
  async publishVersion(@Id() id: string, @Id('version_id') versionId: string): Promise<SeeOther> {
    const { version } = await this.versions.change(id, versionId, { isActive: true });
    return SeeOther.done(versionPath(id, versionId), texts('versions').publishedFlash({ version }));
  }

  @Get('withdraw')
  async askToWithdrawVersion(@Id() id: string, @Id('version_id') versionId: string): Promise<Page> {
    return withdrawVersionPage(await this.release(id, versionId));
  }

  @Post('withdraw')
  async withdrawVersion(@Id() id: string, @Id('version_id') versionId: string): Promise<SeeOther> {
    const { version } = await this.versions.change(id, versionId, { isActive: false });
    return SeeOther.done(versionPath(id, versionId), texts('versions').withdrawnFlash({ version }));
  }

  @Get('delete')
  async askToDeleteVersion(@Id() id: string, @Id('version_id') versionId: string): Promise<Page> {
    return deleteVersionPage(await this.release(id, versionId));
  }

  @Post('delete')
  async deleteVersion(@Id() id: string, @Id('version_id') versionId: string): Promise<SeeOther> {
    const { version } = await this.versions.get(id, versionId);
    await this.versions.delete(id, versionId);
    return SeeOther.done(versionsPath(id), texts('versions').deleted({ version }));
  }

  private async release(id: string, versionId: string) {
    const product = await this.products.get(id);
    const version = await this.versions.get(id, versionId);
    const { channel, id: exceptId } = version;
    return { product, version, other: await this.versions.latest(product.id, { channel, exceptId }) };
  }
}
