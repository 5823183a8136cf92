/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type CorrectMeter = {
    /**
     * Amount that is used in the current period from now on; of a credit, a decimal text. Omit it to name the `change`.
     */
    used?: (number | string) | undefined;
    /**
     * Amount that is added to what is used or, if negative, taken from it; not 0. In place of `used`.
     */
    change?: (number | string) | undefined;
    /**
     * Why it is corrected; kept in the event and the audit. At most 500 characters.
     */
    reason: string;
};

