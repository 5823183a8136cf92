import { Body, Post } from '@nestjs/common';
import { Type } from 'class-transformer';
import { ProductsService, VersionsService } from '../../../../core/catalog';
import {
  AdvanceRolloutDto,
  ChangeRolloutDto,
  StopVersionDto,
  VersionRolloutsService,
} from '../../../../core/catalog/internal';
import { Authorized, IsWholeNumber } from '../../../../core/common';
import { texts } from '../../../../core/i18n';
import { Permission } from '../../../../core/identity';
import { NamedLicensesService } from '../../../../core/licensing/internal';
import { ConfirmForm } from '../../../../pages/components/confirmation';
import { EditForm } from '../../../../pages/components/form-page';
import { ConsoleController } from '../../../../pages/frame/console-controller.decorator';
import { FormRoute } from '../../../../pages/kit/form-route';
import { SeeOther } from '../../../../pages/kit/page';
import { Id } from '../../../../pages/kit/parameters';
import { editFrame } from '../../../../pages/components/record-parts';
import { stepsIn, stepsText } from './steps-text';
import { aboutOf, crumbsOf, versionPath, versionsPath } from './version-parts';

/** The percentage that a button sends. */
export class AdvanceFormDto extends AdvanceRolloutDto {
  @Type(() => Number)
  @IsWholeNumber(1, 100)
  declare percent: number;
}

/** Changes, halts and resumes rollouts. */
@ConsoleController('console/products/:id/versions/:version_id')
@Authorized(Permission.ProductsWrite)
export class RolloutFormsController {
  constructor(
    private readonly products: ProductsService,
    private readonly versions: VersionsService,
    private readonly rollouts: VersionRolloutsService,
    private readonly licenses: NamedLicensesService,
  ) {}

  @FormRoute('rollout')
  async changeRollout(@Id() id: string, @Id('version_id') versionId: string): Promise<EditForm<ChangeRolloutDto>> {
    const t = texts('versions');
    const version = await this.versions.get(id, versionId);
    const path = versionPath(id, versionId);
    const named = await this.licenses.list(version.rolloutLicenses);
    return new EditForm({
      ...editFrame(t.rolloutTitle({ version: version.version }), path),
      action: `${path}/rollout`,
      lead: t.rolloutLead,
      crumbs: crumbsOf(await this.products.get(id), version),
      groups: [
        {
          rows: [
            { name: 'steps', kind: 'area', rows: 5, isMono: true, isOptional: true, read: stepsIn },
            { name: 'channels', kind: 'list', isOptional: true },
            { name: 'licenses', kind: 'lines', rows: 4, isMono: true, isOptional: true },
          ],
        },
      ],
      texts: t,
      values: {
        steps: stepsText(version.rolloutSteps),
        channels: version.rolloutChannels,
        licenses: named.map(({ key }) => key),
      },
      input: ChangeRolloutDto,
      messages: { 'steps:shrinks': t.stepsShrink },
      submit: async (input) => {
        const uids = input.licenses && (await this.licenses.uidsOf(id, input.licenses));
        await this.rollouts.change(id, versionId, ChangeRolloutDto.toChange(input, uids));
        return SeeOther.done(path, t.rolloutChanged({ version: version.version }));
      },
    });
  }

  /** The button posts without a reason; the form adds one. */
  @FormRoute('halt')
  async haltVersion(@Id() id: string, @Id('version_id') versionId: string): Promise<ConfirmForm<StopVersionDto>> {
    const t = texts('versions');
    const product = await this.products.get(id);
    const version = await this.versions.get(id, versionId);
    const path = versionPath(id, versionId);
    return new ConfirmForm({
      title: t.haltTitle({ version: version.version }),
      lead: t.haltedRule,
      crumbs: crumbsOf(product, version),
      about: aboutOf(product, version),
      action: `${path}/halt`,
      groups: [{ rows: [{ name: 'reason', isOptional: true, empty: null }] }],
      texts: t,
      input: StopVersionDto,
      verb: t.haltVerb,
      keep: { title: t.back, href: path },
      submit: async ({ reason }) => {
        await this.rollouts.halt(id, versionId, reason ?? null);
        const link = { text: t.goOn, path: `${path}/resume`, isPost: true };
        return SeeOther.done(versionsPath(id), t.halted({ version: version.version }), link);
      },
    });
  }

  @Post('resume')
  async resumeVersion(@Id() id: string, @Id('version_id') versionId: string): Promise<SeeOther> {
    const { version } = await this.rollouts.resume(id, versionId);
    return SeeOther.done(versionsPath(id), texts('versions').resumed({ version }));
  }

  @Post('advance')
  async advanceVersion(
    @Id() id: string,
    @Id('version_id') versionId: string,
    @Body() { percent }: AdvanceFormDto,
  ): Promise<SeeOther> {
    const { version } = await this.rollouts.advance(id, versionId, percent);
    return SeeOther.done(versionsPath(id), texts('versions').advanced({ version, percent }));
  }
}
