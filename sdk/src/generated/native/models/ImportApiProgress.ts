/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ImportApiProgress = {
    /**
     * List that is read next; null if all pages are read.
     */
    list: string | null;
    /**
     * Pages that were read.
     */
    pages: number;
    /**
     * Address of the API that is read.
     */
    url: string;
    /**
     * Whether `resume` with a token can continue after the last page that was read.
     */
    can_resume: boolean;
};

