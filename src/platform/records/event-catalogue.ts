/** The names of all events. Each noun's module declares its own beside its list of them, such as `LICENSE_EVENTS`. */
export interface EventCatalogue {}

/** Names of events, as `noun.past_participle`. A name that no module declares does not compile. */
export type EventName = keyof EventCatalogue;
