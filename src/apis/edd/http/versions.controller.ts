import { Controller, Get, Query, Req } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Action, baseUrl, Public, SharedPathDialect } from '../../../core/common';
import { Settings } from '../../../core/platform';
import { EddUpdatesService } from '../app/edd-updates.service';
import { EDD } from '../edd.dialect';
import { EddVersionCallDto, EddVersionDto } from './dto/version.dto';
import { productsIn } from './several-products';

@SharedPathDialect(EDD)
@ApiTags('version')
@Controller()
@Public()
export class EddVersionsController {
  constructor(
    private readonly updates: EddUpdatesService,
    private readonly settings: Settings,
  ) {}

  /**
   * Get the latest version of a plugin, with the address of its file if the license is active at the site. With `products[slug][…]`
   * in place of the fields, at most 20 plugins at once: the answer then has an object for each slug.
   */
  @Get()
  @Action('get_version')
  @ApiOkResponse({ type: EddVersionDto })
  async getVersion(
    @Query() input: EddVersionCallDto,
    @Req() request: FastifyRequest,
  ): Promise<EddVersionDto | Readonly<Record<string, EddVersionDto>>> {
    const base = baseUrl(request, this.settings.PUBLIC_URL);
    const several = await productsIn(request.query);
    return several ? this.versionsOf(several, base) : this.versionOf(input, base);
  }

  private async versionOf(input: EddVersionCallDto, base: string): Promise<EddVersionDto> {
    return EddVersionDto.from(input, await this.updates.offer(EddVersionCallDto.toUpdateCall(input), base));
  }

  /** One after the other, so that a request takes one connection. */
  private async versionsOf(
    products: ReadonlyMap<string, EddVersionCallDto>,
    base: string,
  ): Promise<Readonly<Record<string, EddVersionDto>>> {
    const versions: [string, EddVersionDto][] = [];
    for (const [slug, input] of products) {
      versions.push([slug, await this.versionOf(input, base)]);
    }
    return Object.fromEntries(versions);
  }
}
