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
    data: Record<string, any>;
    name: string;
    /**
     * ISO 8601.
     */
    at: string;
    target: RecordTarget;
};

