/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ImportLeadsForm = {
    /**
     * A CSV file, at most 2 MiB and 10,000 rows, separated by commas, semicolons or tabs. Its headings name the columns: name and type, and optionally status, city, website, address, notes, contact_name, contact_position, contact_emails, contact_phones. Rows with the same name are one lead with several contacts.
     */
    file: Blob;
};

