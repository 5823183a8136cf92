/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { MailTemplateChanges } from './MailTemplateChanges';
import type { RecordTarget } from './RecordTarget';
/**
 * The text of an e-mail was changed.
 */
export type MailTemplateUpdatedEvent = {
    /**
     * Sequence number, in the order in which the events were committed. Numbers may be missing.
     */
    sequence: number;
    /**
     * Data of the event.
     */
    data: MailTemplateChanges;
    /**
     * Type of the event.
     */
    type: 'mail_template.updated';
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * Target of the event.
     */
    target: RecordTarget;
};

