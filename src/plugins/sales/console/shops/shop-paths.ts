import { IntersectionType } from '@nestjs/swagger';
import { IsIn, Matches } from 'class-validator';
import { IsName, LETTER_OR_DIGIT } from '../../../../core/common';
import { ATTENTION_STATES, SHOP_EVENT_STATES, type ShopEventState } from '../../shops/shop-event.entity';
import { type QueryFields, withQuery } from '../../../../pages/components/filters';
import { AfterBeforeDto } from '../../../../pages/kit/cursor-page';
import { OptionalField } from '../../../../pages/kit/optional-field';

export const SHOPS_PATH = '/console/shops';
export const newShopPath = `${SHOPS_PATH}/new`;

export const shopPath = (id: string, query: QueryFields = {}): string => withQuery(`${SHOPS_PATH}/${id}`, query);

type Verb = 'setup' | 'edit' | 'rotate-secret' | 'delete' | 'replay' | 'mappings' | 'mappings/new';

export const shopActionPath = (id: string, verb: Verb): string => `${shopPath(id)}/${verb}`;

export const newMappingPath = (id: string, external_id?: string): string =>
  withQuery(shopActionPath(id, 'mappings/new'), { external_id });

export const mappingPath = (id: string, mapping: string, verb: 'edit' | 'delete'): string =>
  `${shopActionPath(id, 'mappings')}/${mapping}/${verb}`;

/** @param back state of the events in the list */
export const replayPath = (id: string, event: string, state?: EventView): string =>
  withQuery(`${shopPath(id)}/events/${event}/replay`, { state });

/** Chooses the license that the sale of an event continues. */
export const continuePath = (id: string, event: string, state?: EventView): string =>
  withQuery(`${shopPath(id)}/events/${event}/continue`, { state });

/** The events of a list: in one state, or those that need attention. */
export const EVENT_VIEWS = ['attention', ...SHOP_EVENT_STATES] as const;
export type EventView = (typeof EVENT_VIEWS)[number];

export function statesOf(view: EventView | undefined): readonly ShopEventState[] | undefined {
  if (view === undefined) {
    return undefined;
  }
  return view === 'attention' ? ATTENTION_STATES : [view];
}

export class SearchQueryDto extends AfterBeforeDto {
  @OptionalField()
  @IsName()
  @Matches(LETTER_OR_DIGIT)
  q?: string;
}

export class EventViewDto {
  @OptionalField()
  @IsIn(EVENT_VIEWS)
  state?: EventView;
}

export class ShopPageQueryDto extends IntersectionType(AfterBeforeDto, EventViewDto) {}

export class NewMappingQueryDto {
  /** Fills in the ID. */
  @OptionalField()
  @IsName()
  external_id?: string;
}
