import { Get, StreamableFile } from '@nestjs/common';
import { CatalogFileService } from '../catalog-file.service';
import { catalogYaml } from '../catalog-yaml';
import { Authorized } from '../../../core/common';
import { texts } from '../../../core/i18n';
import { detailPage } from '../../../pages/components/detail-page';
import { Section } from '../../../pages/components/page-parts';
import { Code } from '../../../pages/components/text';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import type { Page } from '../../../pages/kit/page';

const PATH = '/console/system/catalog';
const FILE = 'catalog.yaml';

@ConsoleController(PATH)
@Authorized('catalog:read')
export class CatalogController {
  constructor(private readonly catalog: CatalogFileService) {}

  @Get()
  showCatalog(): Page {
    const t = texts('catalogFile');
    return detailPage({
      title: t.title,
      lead: t.lead,
      actions: [{ title: t.download, href: `${PATH}/file`, icon: 'download', look: 'primary' }],
      main: (
        <>
          <Section id="contents" title={t.contents}>
            <p>{t.contentsText}</p>
            <p>{t.left}</p>
          </Section>
          <Section id="apply" title={t.apply}>
            <p>{t.applyText}</p>
            <Code label={t.diffCommand} text={`npx keyward catalog diff ${FILE}`} />
            <Code label={t.applyCommand} text={`npx keyward catalog apply ${FILE}`} />
            <p>{t.safe}</p>
          </Section>
        </>
      ),
    });
  }

  @Get('file')
  async downloadCatalog(): Promise<StreamableFile> {
    const text = Buffer.from(await catalogYaml(await this.catalog.export()));
    return new StreamableFile(text, {
      type: 'application/yaml',
      length: text.length,
      disposition: `attachment; filename="${FILE}"`,
    });
  }
}
