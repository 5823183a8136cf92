/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ActivationRecord } from './ActivationRecord';
import type { RecordTarget } from './RecordTarget';
/**
 * A license was activated on its first device; happens once for a license.
 */
export type LicenseFirstActivatedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: ActivationRecord;
    /**
     * Type of the event.
     */
    type: 'license.first_activated';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

