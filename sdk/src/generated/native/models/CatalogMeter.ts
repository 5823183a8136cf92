/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { MeterKind } from './MeterKind';
export type CatalogMeter = {
    /**
     * Display name of the meter. At most 255 characters.
     */
    name: string;
    /**
     * Unit that is counted, at most 64 characters; null for none.
     */
    unit?: string | null | undefined;
    /**
     * Amounts of a `held` meter are returned after use, those of a `consumed` one are not. A granted meter keeps its kind.
     */
    kind: MeterKind;
    /**
     * Code of the meter, unique in its product. At most 64 characters.
     */
    code: string;
    /**
     * Name that the object had before. A server that has an object of that name, and none of the new one, renames it; otherwise it has no effect, so that it can stay in the catalog. At most 255 characters.
     */
    renamed_from?: string | undefined;
};

