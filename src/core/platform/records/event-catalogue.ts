/** The names of all events. A module adds those of its `*.events.ts` there, beside the list of them. */
export interface EventCatalogue {}

/** Names of events, as `noun.past_participle`. A name that no module declares does not compile. */
export type EventName = keyof EventCatalogue;
