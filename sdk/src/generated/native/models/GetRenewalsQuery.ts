/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type GetRenewalsQuery = {
    /**
     * Label of the batch in which the licenses were issued, such as that of an import. At most 255 characters.
     */
    batch: string;
    /**
     * Days ahead that count as soon. 1 to 366; 30 by default.
     */
    days?: number | undefined;
};

