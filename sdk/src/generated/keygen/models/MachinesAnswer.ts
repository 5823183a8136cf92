/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Machine } from './Machine';
import type { PageLinks } from './PageLinks';
export type MachinesAnswer = {
    /**
     * The machines, the newest first.
     */
    data: Array<Machine>;
    /**
     * The other pages, if the request asks for a page by its number.
     */
    links?: PageLinks | undefined;
};

