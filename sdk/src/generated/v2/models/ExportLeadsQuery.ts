/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LeadStatus } from './LeadStatus';
export type ExportLeadsQuery = {
    /**
     * Only leads with one of these statuses.
     */
    status?: (LeadStatus | Array<LeadStatus>) | undefined;
    /**
     * Exact types of the institutions.
     */
    type?: (string | Array<string>) | undefined;
    /**
     * Case-insensitive part of the name, the city or a contact's name; or the whole e-mail address of a contact. A text without three letters or digits in a row matches beginnings only. It must contain a letter or a digit. At most 255 characters.
     */
    'q'?: string | undefined;
};

