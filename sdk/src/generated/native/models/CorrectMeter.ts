/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type CorrectMeter = {
    /**
     * Amount that is used in the current period from now on. Omit it to name the `change`. 0 to 9,000,000,000,000,000.
     */
    used?: number | undefined;
    /**
     * Amount that is added to what is used or, if negative, taken from it; not 0. In place of `used`. -1,000,000,000 to 1,000,000,000.
     */
    change?: number | undefined;
    /**
     * Why it is corrected; kept in the event and the audit. At most 500 characters.
     */
    reason: string;
};

