/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { MailTemplateRecord } from './MailTemplateRecord';
import type { RecordTarget } from './RecordTarget';
/**
 * The text of an e-mail was reset.
 */
export type MailTemplateDeletedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: MailTemplateRecord;
    /**
     * Type of the event.
     */
    type: 'mail_template.deleted';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

