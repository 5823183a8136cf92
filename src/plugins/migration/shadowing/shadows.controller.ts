import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { ApiTag, Authorized, toPage, UuidPipe } from '../../../core/common';
import { ComparisonsService } from './comparisons.service';
import {
  AgreementQueryDto,
  ListDifferencesDto,
  OperationAgreementDto,
  ShadowAgreementDto,
  ShadowDifferenceDto,
  ShadowDifferencePageDto,
} from './dto/shadow.dto';
import { SharedNamesService } from './shared-names.service';
import { ShadowingService } from './shadowing.service';

const DIALECT = { name: 'dialect', description: 'Name of the API, as in its address below `/dialects/`.' };

/** The old servers themselves are settings: `shadow.<dialect>.url` and others. */
@ApiTag('shadows', 'Comparison of answers with those of an old server.')
@Controller('api/v1/shadows')
export class ShadowsController {
  constructor(
    private readonly comparisons: ComparisonsService,
    private readonly shadowing: ShadowingService,
    private readonly sharedNames: SharedNamesService,
  ) {}

  /** Get how many requests both servers answered alike, by operation. The counts lag behind by a moment. */
  @Get(':dialect/agreement')
  @ApiParam(DIALECT)
  @Authorized('monitoring:read')
  async getShadowAgreement(
    @Param('dialect') dialect: string,
    @Query() { since }: AgreementQueryDto,
  ): Promise<ShadowAgreementDto> {
    const operations = await this.comparisons.agreement(this.known(dialect), since ?? this.shadowing.firstShownDay);
    const { count } = await this.sharedNames.list(dialect);
    return { items: operations.map((operation) => OperationAgreementDto.from(operation)), names_shared: count };
  }

  /** List requests that both servers answered differently, newest first. The newest 10,000 of each API are kept. */
  @Get(':dialect/differences')
  @ApiParam(DIALECT)
  @Authorized('monitoring:read')
  async listShadowDifferences(
    @Param('dialect') dialect: string,
    @Query() { limit, after, sort, kind, operation, q }: ListDifferencesDto,
  ): Promise<ShadowDifferencePageDto> {
    const page = await this.comparisons.list(
      this.known(dialect),
      { limit, after, sort },
      { difference: kind, operation, q },
    );
    return toPage(page, (difference) => ShadowDifferenceDto.from(difference));
  }

  /** Get a request that both servers answered differently. */
  @Get(':dialect/differences/:id')
  @ApiParam(DIALECT)
  @Authorized('monitoring:read')
  async getShadowDifference(
    @Param('dialect') dialect: string,
    @Param('id', UuidPipe) id: string,
  ): Promise<ShadowDifferenceDto> {
    return ShadowDifferenceDto.from(await this.comparisons.get(this.known(dialect), id));
  }

  private known(dialect: string): string {
    return this.shadowing.dialectNamed(dialect).name;
  }
}
