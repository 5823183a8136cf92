/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { RecordTarget } from './RecordTarget';
export type Event = {
    /**
     * Sequence number; later events have higher numbers.
     */
    sequence: number;
    data: Record<string, any>;
    name: string;
    at: string;
    target: RecordTarget;
};

