import { Get } from '@nestjs/common';
import { Authorized } from '../../../core/common';
import { formatNumber, texts } from '../../../core/i18n';
import { Permission } from '../../../core/identity';
import { type PolicyChange } from '../../../core/licensing';
import { BulkPolicyChangesService } from '../../../core/licensing/internal';
import { ButtonLink } from '../../../pages/components/button';
import { detailPage } from '../../../pages/components/detail-page';
import { DescriptionList, Time } from '../../../pages/components/text';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import type { Page } from '../../../pages/kit/page';
import { Id } from '../../../pages/kit/parameters';
import { LICENSES_PATH, licensesCrumbs, policyChangePath } from './license-paths';

/** The progress of a policy's change for the licenses that follow it. */
@ConsoleController('console/licenses')
export class PolicyChangePageController {
  constructor(private readonly changes: BulkPolicyChangesService) {}

  @Get('policy-changes/:id')
  @Authorized(Permission.LicensesRead)
  async showPolicyChange(@Id() id: string): Promise<Page> {
    return progressPage(await this.changes.get(id));
  }
}

function progressPage(change: PolicyChange): Page {
  const t = texts('policyChange');
  const { uid, status, done, total, changed, createdAt, finishedAt, failure } = change;
  const about = [
    { term: t.status, value: t.statuses[status] },
    { term: t.done, value: t.doneOf({ done, total }) },
    { term: t.changed, value: formatNumber(changed) },
    { term: t.started, value: <Time at={createdAt} /> },
    { term: t.finished, value: finishedAt && <Time at={finishedAt} /> },
    ...(failure === null ? [] : [{ term: t.failure, value: failure }]),
  ];
  const main = (
    <>
      <DescriptionList items={about} />
      <div class="section actions">
        {!finishedAt && <ButtonLink icon="refresh-cw" href={policyChangePath(uid)} text={t.look} />}
        <ButtonLink href={LICENSES_PATH} text={t.backToList} />
      </div>
    </>
  );
  const lead = finishedAt ? undefined : t.progressLead;
  return detailPage({ title: t.progressTitle, crumbs: licensesCrumbs(), lead, main, width: 'form' });
}
