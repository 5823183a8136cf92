import { Get, Query } from '@nestjs/common';
import type { VNode } from 'preact';
import { ProductsService } from '../../../core/catalog';
import { Authorized } from '../../../core/common';
import { formatNumber, formatPercent, texts, viewer } from '../../../core/i18n';
import { type Caller, CurrentCaller, isPermitted, Permission } from '../../../core/identity';
import { COUNTED_TRIALS, RECENT_DAYS, type TrialCounts, TrialCountsService } from './trial-counts.service';
import { type Trial } from '../../../core/verification';
import { TRIAL_STATES, TrialsService } from '../../../core/verification/internal';
import { countText } from '../../../pages/components/list-counts';
import { ButtonLink, PostButton } from '../../../pages/components/button';
import { withQuery } from '../../../pages/components/filters';
import { LicenseLink } from '../../../pages/components/license-badge';
import { listPage } from '../../../pages/components/list-page';
import { cursorPages } from '../../../pages/components/list-pages';
import type { Column } from '../../../pages/components/table';
import { type Figure, Figures, Key, Time } from '../../../pages/components/text';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import type { Page } from '../../../pages/kit/page';
import { FromReplica } from '../../../core/platform';
import { isConvertible, nameOf, TrialBadge } from './trial-parts';
import { TrialListQueryDto, trialPath, TRIALS_PATH } from './trial-paths';

/** Products that the filter offers. */
const CHOICES = { limit: 100 } as const;

const TRIALS_PER_PAGE = 50;

/** Trials of all products. */
@ConsoleController('console/trials')
export class TrialListController {
  constructor(
    private readonly trials: TrialsService,
    private readonly counting: TrialCountsService,
    private readonly products: ProductsService,
  ) {}

  @Get()
  @FromReplica()
  @Authorized(Permission.LicensesRead)
  async showTrials(@CurrentCaller() caller: Caller, @Query() query: TrialListQueryDto): Promise<Page> {
    const t = texts('trials');
    const { after, before } = query;
    const filters = TrialListQueryDto.fieldsOf(query);
    const page = await this.trials.list({ limit: TRIALS_PER_PAGE, after, before }, TrialListQueryDto.filterOf(query));
    const counts = await this.counting.read();
    const { rows: products } = await this.products.list(CHOICES);
    const isBlank = Object.values(counts.states).every((count) => count === 0);
    // The counts are those of all trials.
    const isCounted = query.q === undefined && query.product === undefined;
    return listPage({
      title: t.title,
      lead: t.lead,
      above: isBlank ? undefined : <Figures items={figuresOf(counts)} />,
      isBlank,
      path: TRIALS_PATH,
      query: filters,
      views: {
        label: t.views,
        field: 'state',
        all: [
          { title: t.all },
          ...TRIAL_STATES.map((state) => ({
            value: state,
            title: t.states[state],
            count: isCounted ? countText(counts.states[state], COUNTED_TRIALS) : undefined,
          })),
        ],
      },
      search: {
        label: t.search,
        placeholder: t.searchHint,
        filters: [
          {
            field: 'product',
            title: t.product,
            values: products.map(({ reference, name }) => ({ value: reference, title: name })),
          },
        ],
      },
      rows: page.rows,
      columns: columnsOf(withQuery(TRIALS_PATH, filters), isPermitted(caller, Permission.LicensesWrite)),
      order: texts('lists').newestFirst,
      pages: cursorPages(page),
      empty: { icon: 'timer', title: t.emptyTitle, text: t.emptyText },
      noMatch: { title: t.nothingTitle, showAll: t.showAll },
    });
  }
}

function figuresOf({ states, recent: { converted, notConverted } }: TrialCounts): Figure[] {
  const t = texts('trials');
  const ended = converted + notConverted;
  const isMore = converted > COUNTED_TRIALS || notConverted > COUNTED_TRIALS;
  return [
    { label: t.states.running, value: countText(states.running, COUNTED_TRIALS), of: t.runningOf },
    {
      label: t.states.pending_verification,
      value: countText(states.pending_verification, COUNTED_TRIALS),
      of: t.pendingOf,
    },
    ended === 0 || isMore
      ? {
          label: t.converted({ days: RECENT_DAYS }),
          value: countText(converted, COUNTED_TRIALS),
          of: isMore ? t.convertedOfMany({ count: COUNTED_TRIALS }) : t.noneEnded,
        }
      : {
          label: t.converted({ days: RECENT_DAYS }),
          value: t.convertedValue({ converted: formatNumber(converted), ended: formatNumber(ended) }),
          of: t.convertedOf({ share: formatPercent(converted / ended) }),
        },
  ];
}

/** @param back the list as it is shown */
function columnsOf(back: string, canWrite: boolean): (Column<Trial> | false)[] {
  const t = texts('trials');
  return [
    { head: t.device, width: 20, onCard: 'title', cell: Who },
    { name: 'state', head: t.state, width: 15, onCard: 'status', cell: (trial) => <TrialBadge trial={trial} /> },
    { name: 'license', head: t.license, width: 25, onCard: 'wide', cell: LicenseOf },
    {
      name: 'begun',
      head: t.begun,
      width: 10,
      onCard: 'hidden',
      cell: ({ grantedAt, requestedAt }) => <Time at={grantedAt ?? requestedAt} as="age" />,
    },
    { name: 'ends', head: t.ends, width: 15, onCard: 'left', cell: End },
    canWrite && {
      head: t.action,
      width: 15,
      isRight: true,
      onCard: 'right',
      cell: (trial) => <Actions trial={trial} back={back} />,
    },
  ];
}

/** The device, above the e-mail and the domain of the request. */
function Who({ fingerprint, email, domain }: Trial): VNode {
  const note = [fingerprint === null ? null : email, domain].filter((one) => one !== null).join(' · ');
  return (
    <>
      {fingerprint === null ? email : <Key value={fingerprint} isCut />}
      {note !== '' && (
        <span class="row-note cut" title={note}>
          {note}
        </span>
      )}
    </>
  );
}

/** The license, above its product and customer. */
function LicenseOf({ license, grantedAt, product }: Trial): VNode {
  const t = texts('trials');
  const customer = license?.customer?.name ?? license?.customer?.email ?? '';
  const note = [product?.name ?? '', customer].filter((one) => one !== '').join(' · ');
  return (
    <>
      {license ? <LicenseLink {...license} /> : <span class="unset">{grantedAt ? t.deleted : t.notGranted}</span>}
      <span class="row-note cut" title={note}>
        {note}
      </span>
    </>
  );
}

/** The end, or when it was converted, as the state says. */
function End({ convertedAt, endsAt, grantedAt }: Trial): VNode | string | null {
  if (convertedAt) {
    return <Time at={convertedAt} as="date" />;
  }
  if (!grantedAt) {
    return null;
  }
  return endsAt ? <Time at={endsAt} as={endsAt < viewer().now ? 'age' : 'date'} /> : texts('trials').noEnd;
}

function Actions({ trial, back }: { readonly trial: Trial; readonly back: string }): VNode {
  const t = texts('trials');
  const name = nameOf(trial);
  const { uid } = trial;
  return (
    <span class="row-actions">
      {trial.stateAt(viewer().now) === 'pending_verification' && (
        <PostButton isSmall action={trialPath(uid, 'confirm', back)} label={t.confirmOf({ name })} text={t.confirm} />
      )}
      {isConvertible(trial) && (
        <ButtonLink isSmall href={trialPath(uid, 'convert')} label={t.convertOf({ name })} text={t.convert} />
      )}
      <ButtonLink
        isSmall
        look="quiet"
        icon="trash-2"
        href={trialPath(uid, 'forget', back)}
        label={t.forgetOf({ name })}
      />
    </span>
  );
}
