import { Get, Param, Req, Res } from '@nestjs/common';
import { Matches } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ModuleNamePipe, ProductsService, ProgramModulesService } from '../../../../core/catalog';
import { MAX_MODULE_BYTES, MODULE_NAME, ModuleFieldsDto } from '../../../../core/catalog/internal';
import {
  Authorized,
  type FormValues,
  IN_MEMORY,
  isStorable,
  problem,
  RequestValidationPipe,
  TakesFiles,
} from '../../../../core/common';
import { formatBytes, texts } from '../../../../core/i18n';
import { Permission } from '../../../../core/identity';
import { ConfirmForm } from '../../../../pages/components/confirmation';
import { ConsoleController } from '../../../../pages/frame/console-controller.decorator';
import { FormRoute } from '../../../../pages/kit/form-route';
import { SeeOther } from '../../../../pages/kit/page';
import { Id } from '../../../../pages/kit/parameters';
import { crumbsOf } from '../products/product-parts';
import { FILE_FIELD, UploadForm } from '../../../../pages/components/upload-form';
import { productPath } from '../../../../pages/kit/record-paths';
import { modulesPath, ProgramModuleFields } from './program-module-parts';

const validation = new RequestValidationPipe();

class NewModuleDto extends ModuleFieldsDto {
  @Matches(MODULE_NAME)
  name!: string;
}

/** Uploads, downloads and deletes the modules of a product. */
@ConsoleController('console/products/:id/modules')
@Authorized(Permission.ProductsWrite)
export class ProgramModulePagesController {
  constructor(
    private readonly products: ProductsService,
    private readonly modules: ProgramModulesService,
  ) {}

  @FormRoute('new')
  @TakesFiles()
  async uploadModuleOfProduct(@Id() id: string, @Req() request: FastifyRequest): Promise<UploadForm<Buffer>> {
    const t = texts('programModules');
    return new UploadForm(request, {
      title: t.upload,
      crumbs: crumbsOf(await this.products.get(id)),
      lead: t.lead,
      action: `${modulesPath(id)}/new`,
      accept: '.js,text/javascript',
      maxBytes: MAX_MODULE_BYTES,
      verb: t.upload,
      cancel: productPath(id),
      messages: { [FILE_FIELD]: texts('catalog').chooseFile, name: t.nameWrong, version: t.versionWrong },
      fields: (form) => <ProgramModuleFields form={form} />,
      keeper: IN_MEMORY,
      submit: async (bytes, fields) => {
        const { name, version, minimum_version } = await validFields(fields);
        const module = { version, minimumVersion: minimum_version ?? null, code: codeIn(bytes) };
        await this.modules.upload(id, name, module);
        return SeeOther.done(productPath(id), t.done({ name, version, size: formatBytes(bytes.length) }));
      },
    });
  }

  @Get(':name/download')
  @Authorized(Permission.ProductsRead)
  async downloadModuleOfProduct(
    @Id() id: string,
    @Param('name', ModuleNamePipe) name: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { code } = await this.modules.get(id, name);
    // Never shown in the browser: it is not the console's code.
    void reply
      .header('content-disposition', `attachment; filename="${name}.js"`)
      .type('application/octet-stream')
      .send(Buffer.from(code));
  }

  @FormRoute(':name/delete')
  async deleteModuleOfProduct(@Id() id: string, @Param('name', ModuleNamePipe) name: string): Promise<ConfirmForm> {
    const t = texts('programModules');
    const { version, size } = await this.modules.get(id, name);
    return new ConfirmForm({
      title: t.deleteTitle({ name }),
      crumbs: crumbsOf(await this.products.get(id)),
      undo: { isPossible: false, text: t.deleteUndo },
      about: [
        { term: t.name, value: name },
        { term: t.version, value: version },
        { term: t.size, value: formatBytes(size) },
      ],
      consequences: [{ icon: 'ban', tone: 'bad', text: t.deleteConsequence }],
      action: `${modulesPath(id)}/${name}/delete`,
      verb: t.deleteVerb,
      keep: { title: t.keep, href: productPath(id) },
      submit: async () => {
        await this.modules.delete(id, name);
        return SeeOther.done(productPath(id), t.deleted({ name }));
      },
    });
  }
}

/** Empty fields count as missing. */
async function validFields(fields: FormValues): Promise<NewModuleDto> {
  const filled = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
  const input = await validation.transform(filled, { type: 'body', metatype: NewModuleDto });
  if (!(input instanceof NewModuleDto)) {
    throw new Error('Validation did not return the fields of a module');
  }
  return input;
}

function codeIn(bytes: Buffer): string {
  const code = bytes.toString('utf8');
  if (!isStorable(code) || !bytes.equals(Buffer.from(code))) {
    throw problem('MODULE_NO_TEXT');
  }
  return code;
}
