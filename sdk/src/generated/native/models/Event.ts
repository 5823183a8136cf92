/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { RecordTarget } from './RecordTarget';
export type Event = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Facts of the event; the fields depend on its name. `change` has the `reason` and `reference` of the change, if given.
     */
    data: Record<string, any>;
    /**
     * Name of the event, in the form `noun.past_participle`.
     */
    name: string;
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

