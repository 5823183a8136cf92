import type { VNode } from 'preact';
import { texts, viewer } from '../../../../core/i18n';
import type { ShopEvent, ShopEventState } from '../../shops/shop-event.entity';
import { PostButton } from '../../../../pages/components/button';
import { Rows } from '../../../../pages/components/list-page';
import { cursorPages } from '../../../../pages/components/list-pages';
import { EmptyState, Section, Tabs } from '../../../../pages/components/page-parts';
import { type Column, NoValue } from '../../../../pages/components/table';
import { Time } from '../../../../pages/components/text';
import { orderPath } from '../../../../pages/kit/record-paths';
import { EventBadge } from './shop-parts';
import { Choice } from './continuation-choice.view';
import { continuePath, EVENT_VIEWS, newMappingPath, replayPath, shopPath } from './shop-paths';
import type { ShopPageData } from './shop.view';

/** States in which an event can be applied again. */
const REPLAYED: readonly ShopEventState[] = ['ignored', 'waiting', 'unmapped', 'failed'];

/** The events of a shop. With scripts, the list is read again every ten seconds. */
export function ShopEvents(data: ShopPageData): VNode {
  const t = texts('shops');
  const { shop, events, view } = data;
  const tabs = [undefined, ...EVENT_VIEWS].map((one) => ({
    title: one === undefined ? t.allEvents : one === 'attention' ? t.attention : t.states[one],
    href: shopPath(shop.uid, { state: one }),
    isCurrent: one === view,
  }));
  return (
    <Section id="events" title={t.events} note={t.eventsNote({ zone: viewer().zone })}>
      <Tabs label={t.eventsByState} tabs={tabs} />
      <div data-live="events" data-refresh="10">
        {events.rows.length === 0 ? (
          <EmptyState icon="plug" title={t.noEventsTitle}>
            {view === undefined ? t.noEventsText : t.noEventsInState}
          </EmptyState>
        ) : (
          <Rows
            title={t.events}
            rows={events.rows}
            columns={eventColumns(data)}
            order={texts('lists').newestFirst}
            path={shopPath(shop.uid)}
            query={{ state: view }}
            pages={cursorPages(events)}
          />
        )}
      </div>
    </Section>
  );
}

function eventColumns(data: ShopPageData): Column<ShopEvent>[] {
  const t = texts('shops');
  const columns: Column<ShopEvent>[] = [
    {
      head: t.event,
      width: 20,
      onCard: 'title',
      cell: ({ type, externalId }) => (
        <>
          <code class="cut" title={type}>
            {type}
          </code>
          <span class="row-note cut mono" title={externalId}>
            {externalId}
          </span>
        </>
      ),
    },
    { head: t.state, width: 20, onCard: 'status', cell: ({ state }) => <EventBadge state={state} /> },
    { head: t.result, onCard: 'wide', cell: (event) => <Result {...data} event={event} /> },
    {
      head: t.received,
      width: 15,
      isRight: true,
      onCard: 'left',
      cell: ({ receivedAt }) => <Time at={receivedAt} as="age" />,
    },
  ];
  const replay: Column<ShopEvent> = {
    head: t.replay,
    headView: <span class="visually-hidden">{t.replay}</span>,
    width: 15,
    isRight: true,
    onCard: 'right',
    cell: ({ uid, type, state }) =>
      REPLAYED.includes(state) ? (
        <PostButton
          isSmall
          action={replayPath(data.shop.uid, uid, data.view)}
          label={t.replayOf({ type })}
          text={t.replay}
        />
      ) : (
        <NoValue />
      ),
  };
  return data.canWrite ? [...columns, replay] : columns;
}

/** The reason of the state, or the order that the event is about. */
function Result({
  event,
  canReadOrders,
  canWrite,
  shop,
  unmapped,
  choices,
  view,
}: ShopPageData & { readonly event: ShopEvent }): VNode {
  const order = event.sale?.orderUid;
  const item = unmapped.get(event.uid);
  const choice = choices.get(event.uid);
  if (choice) {
    return <Choice choice={choice} action={continuePath(shop.uid, event.uid, view)} />;
  }
  if (event.reason !== null) {
    return (
      <>
        <span class="reason" lang="en">
          {event.reason}
        </span>
        {canWrite && item !== undefined && (
          <>
            {' '}
            <a href={newMappingPath(shop.uid, item)}>{texts('shops').mapItem}</a>
          </>
        )}
      </>
    );
  }
  return order && canReadOrders ? <a href={orderPath(order)}>{texts('shops').openOrder}</a> : <NoValue />;
}
