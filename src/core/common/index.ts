/** Plug-ins may use these names of the room. */
export { Authorized, type PermissionName, Public } from './access/authorized.decorator';
export { Calendar, dateAfter, DAY, wallClock } from './calendar';
export { Clock } from './clock';
export { constantTimeEqual } from './constant-time-equal';
export { IsColumnChoice } from './csv/column-choice';
export { CSV_FIELD, type CsvRow } from './csv/csv-cells';
export { csvFile, csvHeadText, csvRowsText } from './csv/csv-file';
export type { CsvReading } from './csv/csv-reading';
export { MAX_HEADINGS, readCsv, receiveCsv } from './csv/csv-rows';
export { DAMAGED_VALUES } from './csv/damaged-values';
export {
  dryRunReport,
  type ImportReport,
  type RowProblem,
  type ValidatedRows,
  validateRows,
  type ValidRow,
} from './csv/import-report';
export { ImportQueryDto, ImportReportDto, TakesCsv } from './csv/import.dto';
export { exportsOfFiles } from './declarations/declarations';
export { Action } from './dialects/actions';
export {
  defineDialect,
  type DialectDefinition,
  type DialectPresentation,
  type DialectProblem,
  type ErrorRow,
  type ErrorTable,
} from './dialects/define-dialect';
export { addDialectHooks } from './dialects/dialect-hooks';
export type { DialectTexts, SettingText } from './dialects/dialect-texts';
export { Dialect, ErrorsAs, SharedPathDialect } from './dialects/dialect.decorator';
export { Dialects } from './dialects/dialects';
export { NATIVE } from './dialects/native.dialect';
export type { SampleCall, SampleInput } from './dialects/sample-call';
export { foldedAddress } from './email-address';
export { DomainError, fieldProblem, isProblem, problem, referenced } from './errors/domain-error';
export type { FieldProblem, Problem, ProblemKind } from './errors/problem';
export type { RenderedError } from './errors/render-error';
export { camelCased } from './fields/camel-case';
export { DATES, ID, IDS } from './fields/common-fields';
export { answerOf, defined, fieldsOf, inputOf, nullable, optional, required } from './fields/fields-of';
export { isAddressPattern, normalizeAddress } from './http/addresses';
export { basePathOf, pageBelow } from './http/base-path';
export { baseUrl, publicAddress } from './http/base-url';
export { TakesRawBody } from './http/body-limits';
export { clearCookie, cookieIn, sessionCookieIn, setCookie } from './http/cookies';
export { FastPath } from './http/fast-path.decorator';
export { fileAnswer, sendFile } from './http/file-answer';
export type { FormValues } from './http/form-fields';
export { headerText } from './http/header-text';
export { IN_MEMORY } from './http/in-memory-files';
export type { FileKeeper } from './http/incoming-form';
export { isStorable } from './http/json-body';
export { hasQueryField } from './http/query-field';
export { type ApiAnswer, readApi } from './http/read-api';
export type { ReceivedRequest } from './http/received-request';
export { PAGE_HEADERS } from './http/response-headers';
export { currentRequest, inRequest } from './http/request-context';
export { InvalidRequest, RequestValidationPipe } from './http/request-validation.pipe';
export { routeConfigOf } from './http/route-config';
export { isForm, receiveForm, TakesFile, TakesFiles, TakesForms } from './http/uploads';
export { type ZipEntry, zipAnswer, zipOf } from './http/zip-file';
export { inBatches } from './in-batches';
export { address, RateLimited, token } from './limits/route-limits';
export { RateLimitsService } from './limits/rate-limits.service';
export { UnauthenticatedLimitService } from './limits/unauthenticated-limit.service';
export { AnswersFile } from './openapi/answers-file.decorator';
export { Answers } from './openapi/answers.decorator';
export { ApiTag } from './openapi/api-tag.decorator';
export { SAMPLE_IDS } from './openapi/sample-ids';
export { NotInSdk, SdkName } from './openapi/sdk-name.decorator';
export { IsAnyName, IsAnyOf, type OneOrMore } from './pagination/any-of';
export { datedPage } from './pagination/dated-page';
export { IsMetadataFilter, type MetadataFilter, rangesOf } from './pagination/field-filters';
export { mapPages } from './pagination/map-pages';
export {
  type CursorRequest,
  MAX_SCANNED_ROWS,
  type NewestRequest,
  type NumberedRequest,
  type Page,
  type PageRequest,
  REPORTED_ROWS,
} from './pagination/page-request';
export { PageOf, PageQueryDto } from './pagination/page.dto';
export { BY_CREATION, SortedPage } from './pagination/sorting';
export { toPage } from './pagination/to-page';
export { withoutPersonalFields } from './personal-data/personal-fields';
export { definePlugin, extendPlugin, type PluginHelp, remainderOfPlugin } from './plugins/define-plugin';
export { PluginServices } from './plugins/plugin-services';
export { foldersFor, plugins, runningPlugins } from './plugins/plugins';
export { PROJECT_DIR } from './project';
export { Randomness } from './randomness';
export { type SearchHit, SearchSource } from './search-source';
export {
  choice,
  flag,
  type SettingDefinition,
  type SettingValue,
  text,
  wholeNumber,
} from './settings/setting-definition';
export {
  hasAtMost,
  IsCalendarDate,
  isCalendarDate,
  IsFlag,
  IsGivenTimestamp,
  IsLimit,
  IsName,
  IsNameList,
  IsOneLine,
  IsSmallObject,
  IsText,
  IsTimestamp,
  IsWholeNumber,
  Length,
  MAX_INTEGER,
  MaxLength,
  MayBeMissing,
} from './validation/fields';
export { IdOrName, UuidPipe } from './validation/id.pipes';
export { IsMetadata, type Metadata, shownMetadata } from './validation/metadata';
export { asRule } from './validation/rules';
export { IsSearchFilter, IsSearchText, LETTER_OR_DIGIT } from './validation/search-text';
export { isWebUrl } from './validation/web-url';
export { VERSION } from './version';
