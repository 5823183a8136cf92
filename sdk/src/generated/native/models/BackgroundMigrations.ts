/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { BackgroundMigration } from './BackgroundMigration';
export type BackgroundMigrations = {
    /**
     * The newest 100, newest first.
     */
    items: Array<BackgroundMigration>;
};

