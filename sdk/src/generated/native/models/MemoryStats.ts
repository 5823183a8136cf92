/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type MemoryStats = {
    /**
     * Memory of the process in bytes.
     */
    rss: number;
    /**
     * Bytes used of the JavaScript heap.
     */
    heap_used: number;
    /**
     * Size of the JavaScript heap in bytes.
     */
    heap_total: number;
};

