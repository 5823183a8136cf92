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
     * Its address.
     */
    url: string;
    /**
     * Whether `resume` with a token goes on after the last page.
     */
    can_resume: boolean;
};

