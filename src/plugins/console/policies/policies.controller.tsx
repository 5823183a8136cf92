import { PoliciesService, type Policy } from '../../../core/catalog';
import { Get, Param, Query } from '@nestjs/common';
import { IsUUID } from 'class-validator';
import { Authorized, IsFlag, IsName, IsSearchFilter, type Page as Rows, UuidPipe } from '../../../core/common';
import { RecordsService } from '../../../core/events/internal';
import { formatNumber, texts } from '../../../core/i18n';
import { type Caller, CurrentCaller, isPermitted, Permission, productScope } from '../../../core/identity';
import { LISTED_LICENSES, PolicyReachService } from './policy-reach.service';
import { addLink } from '../../../pages/components/button';
import { withQuery } from '../../../pages/components/filters';
import { listPage } from '../../../pages/components/list-page';
import { trailPages } from '../../../pages/components/list-pages';
import { RowTitle } from '../../../pages/components/table';
import { Time } from '../../../pages/components/text';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { CursorPageDto } from '../../../pages/kit/cursor-page';
import { EmptyIsMissing, OptionalField } from '../../../pages/kit/optional-field';
import type { Page } from '../../../pages/kit/page';
import { policyPath } from '../../../pages/kit/record-paths';
import { FromReplica } from '../../../core/platform';
import { comparisonPage } from './policy-comparison.view';
import { POLICIES_PATH } from './policy-fields';
import { lineOfListed, valuesOf } from './policy-sentences';
import { PolicyVersionsSectionService } from './policy-versions-section.service';
import { policyPage } from './policy.view';

/** Changes that the page of a policy lists: the newest. */
const LISTED_CHANGES = 5;

const POLICIES_PER_PAGE = 20;

class PolicyListQueryDto extends CursorPageDto {
  @EmptyIsMissing()
  @IsSearchFilter('name')
  q?: string;
}

/** Policies that the comparison offers: the newest. */
const COMPARABLE = 100;
/** Policies that it suggests to compare one with. */
const PARTNERS = 8;

class ComparisonQueryDto {
  @OptionalField()
  @IsUUID()
  first?: string;

  @OptionalField()
  @IsUUID()
  second?: string;

  /** Show equal values, too. */
  @IsFlag()
  all?: boolean;
}

class PolicyQueryDto {
  /** Text that is looked for in all values. */
  @OptionalField()
  @IsName()
  q?: string;
}

@ConsoleController('console/policies')
@Authorized(Permission.PoliciesRead)
export class PolicyPagesController {
  constructor(
    private readonly policies: PoliciesService,
    private readonly reach: PolicyReachService,
    private readonly records: RecordsService,
    private readonly versions: PolicyVersionsSectionService,
  ) {}

  @Get()
  @FromReplica()
  async showPolicies(@CurrentCaller() caller: Caller, @Query() query: PolicyListQueryDto): Promise<Page> {
    const { after, q } = query;
    const policies = await this.policies.list({ limit: POLICIES_PER_PAGE, after }, { q });
    const licenses = await this.reach.licensesOfEach(policies.rows);
    return policyListPage(policies, licenses, query, isPermitted(caller, Permission.PoliciesWrite));
  }

  @Get('compare')
  async comparePolicies(@Query() { first, second, all = false }: ComparisonQueryDto): Promise<Page> {
    const { rows, next } = await this.policies.list({ limit: COMPARABLE }, {});
    const find = async (id?: string) => (id === undefined ? undefined : await this.policies.get(id));
    const one = await find(first);
    const other = await find(second);
    return comparisonPage({
      first: one,
      second: other,
      partners: one && !other ? await this.partnersOf(one, rows) : [],
      choices: rows,
      isPartial: next !== null,
      isWhole: all,
    });
  }

  @Get(':id')
  async showPolicy(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidPipe) id: string,
    @Query() { q }: PolicyQueryDto,
  ): Promise<Page> {
    const policy = await this.policies.get(id);
    return policyPage({
      policy,
      q,
      reach: await this.reach.of(policy),
      changes: isPermitted(caller, Permission.AuditRead) ? await this.changesOf(id) : undefined,
      published: hasVersions(policy) ? await this.versions.of(policy) : undefined,
      canWrite: isPermitted(caller, Permission.PoliciesWrite),
      canMove: isPermitted(caller, Permission.LicensesWrite),
    });
  }

  /** Policies to compare one with: those of the same products come first. */
  private async partnersOf(policy: Policy, policies: readonly Policy[]): Promise<Policy[]> {
    const products = await this.reach.productsOf(policy);
    const used = products.flatMap(({ policyId, trialPolicyId }) => [policyId, trialPolicyId]);
    const others = policies.filter(({ id }) => id !== policy.id);
    const [near, far] = [true, false].map((isUsed) => others.filter(({ id }) => used.includes(id) === isUsed));
    return [...(near ?? []), ...(far ?? [])].slice(0, PARTNERS);
  }

  private async changesOf(id: string) {
    const { rows } = await this.records.auditEntries(
      { target: { type: 'policies', id }, products: productScope() },
      { limit: LISTED_CHANGES },
    );
    return rows;
  }
}

function hasVersions({ publishedVersion, grants }: Policy): boolean {
  return publishedVersion !== null || grants !== undefined;
}

/** @param licenses of each policy, by its number */
function policyListPage(
  policies: Rows<Policy>,
  licenses: ReadonlyMap<number, number>,
  { q, ...place }: PolicyListQueryDto,
  canWrite: boolean,
): Page {
  const t = texts('policies');
  const { rows } = policies;
  return listPage({
    title: t.title,
    lead: t.lead,
    actions: [canWrite && addLink(t.create, `${POLICIES_PATH}/new`)],
    path: POLICIES_PATH,
    query: { q },
    search: { label: t.search, placeholder: t.search, hasNoClear: true },
    rows,
    columns: [
      {
        head: t.name,
        onCard: 'title',
        cell: (policy) => (
          <RowTitle href={policyPath(policy.uid)} title={policy.name} note={lineOfListed(valuesOf(policy))} />
        ),
      },
      {
        name: 'licenses',
        head: t.licenses,
        width: 15,
        isRight: true,
        onCard: 'wide',
        cell: ({ id, uid }) => (
          <a href={withQuery('/console/licenses', { policy: uid })}>{countText(licenses.get(id) ?? 0)}</a>
        ),
      },
      {
        name: 'changed',
        head: t.changed,
        width: 20,
        isRight: true,
        onCard: 'hidden',
        cell: ({ updatedAt }) => <Time at={updatedAt} as="age" />,
      },
    ],
    order: texts('lists').newestFirst,
    pages: trailPages(place, policies.next, POLICIES_PER_PAGE),
    empty: { icon: 'search', title: t.nothing, text: undefined },
  });
}

function countText(count: number): string {
  return count < LISTED_LICENSES ? formatNumber(count) : `${formatNumber(LISTED_LICENSES)}+`;
}
