/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { MailTemplateRecord } from './MailTemplateRecord';
/**
 * The text of an e-mail was replaced.
 */
export type MailTemplateCreatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'mail_template.created';
    /**
     * Data of the event.
     */
    data: MailTemplateRecord;
});

