/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { MailBounceRecord } from './MailBounceRecord';
import type { RecordTarget } from './RecordTarget';
/**
 * An address takes e-mails again.
 */
export type MailBounceClearedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: MailBounceRecord;
    /**
     * Type of the event.
     */
    type: 'mail.bounce_cleared';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

