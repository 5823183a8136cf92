/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventHead } from './EventHead';
import type { MailTemplateChanges } from './MailTemplateChanges';
/**
 * The text of an e-mail was changed.
 */
export type MailTemplateUpdatedEvent = (EventHead & {
    /**
     * Type of the event.
     */
    type: 'mail_template.updated';
    /**
     * Data of the event.
     */
    data: MailTemplateChanges;
});

