import { Get, Query } from '@nestjs/common';
import { Authorized } from '../../../core/common';
import { type Customer, CustomersService } from '../../../core/customers';
import {
  CUSTOMER_COLUMNS,
  CUSTOMER_FORMAT,
  type CustomerColumn,
  ImportCustomersService,
} from '../../../core/customers/internal';
import { formatNumber, texts } from '../../../core/i18n';
import { type Caller, CurrentCaller, isPermitted, type LoggedIn, Permission } from '../../../core/identity';
import { addLink } from '../../../pages/components/button';
import { listPage } from '../../../pages/components/list-page';
import { trailPages } from '../../../pages/components/list-pages';
import { type Column, Cut, RowTitle } from '../../../pages/components/table';
import { Time } from '../../../pages/components/text';
import { exportMenu } from '../../../pages/exports/export.view';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { guessColumns } from '../../../pages/import/guess-columns';
import type { ImportKind } from '../../../pages/import/import-kind';
import { importPages } from '../../../pages/import/import-pages';
import type { Page } from '../../../pages/kit/page';
import { customerPath } from '../../../pages/kit/record-paths';
import { FromReplica } from '../../../core/platform';
import { MonthChart, monthStarts } from '../../../pages/reports/month-chart';
import { noteOf, reportPage } from '../../../pages/reports/report-page';
import {
  CUSTOMER_REPORT_PATH,
  customerConditions,
  customerFields,
  customerFilter,
  CustomerListQueryDto,
  CustomerReportQueryDto,
} from './customer-filter.dto';
import { CustomerListExportService } from './customer-list-export.service';
import { COUNTED_LICENSES, CUSTOMERS_PATH, importPath, licenseCount, newPath } from './customer-paths';

const CUSTOMERS_PER_PAGE = 50;

/** The list of customers, and the report about them. */
@ConsoleController()
@Authorized(Permission.CustomersRead)
export class CustomerListController {
  constructor(
    private readonly customers: CustomersService,
    private readonly exports: CustomerListExportService,
  ) {}

  @Get(CUSTOMERS_PATH)
  @FromReplica()
  async showCustomers(@CurrentCaller() caller: Caller, @Query() query: CustomerListQueryDto): Promise<Page> {
    const { q } = query;
    const canWrite = isPermitted(caller, Permission.CustomersWrite);
    const t = texts('customers');
    const list = await this.listOf(query);
    return listPage({
      ...list,
      title: t.customers,
      lead: t.lead,
      actions: [
        canWrite && { title: t.import, href: importPath, icon: 'upload' },
        exportMenu(this.exports, query),
        canWrite && addLink(t.add, newPath),
      ],
      path: CUSTOMERS_PATH,
      search: { label: t.searchLabel, placeholder: t.searchPlaceholder, ...customerConditions(query, CUSTOMERS_PATH) },
      empty: { icon: 'users', title: t.noneYet, text: t.noneYetText, add: canWrite && addLink(t.add, newPath) },
      noMatch: { title: t.noMatch, text: q === undefined ? undefined : t.notFound({ q }), showAll: t.showAll },
    });
  }

  @Get(CUSTOMER_REPORT_PATH)
  @FromReplica()
  async showReport(@CurrentCaller() caller: LoggedIn, @Query() query: CustomerReportQueryDto): Promise<Page> {
    const t = texts('reports');
    const starts = monthStarts();
    const { figures, steps } = await this.customers.report(customerFilter(query), starts);
    const { count, withEmail, companies, withLicenses } = figures;
    const list = await this.listOf(query);
    const chart = {
      path: CUSTOMER_REPORT_PATH,
      query: list.query,
      isTable: Boolean(query.table),
      note: noteOf(count, ''),
    };
    return reportPage({
      ...list,
      caller,
      kind: 'customers',
      conditions: customerConditions(query),
      count,
      figures: [
        { label: t.figures.withLicenses, value: formatNumber(withLicenses) },
        { label: t.figures.email, value: formatNumber(withEmail) },
        { label: t.figures.companies, value: formatNumber(companies) },
      ],
      chart: <MonthChart {...chart} title={t.chart.customers} starts={starts} counts={steps} />,
      exports: exportMenu(this.exports, query),
    });
  }

  /** The rows of a page, with their columns. */
  private async listOf(query: CustomerListQueryDto) {
    const { q, after, trail } = query;
    const { rows, next } = await this.customers.list({ limit: CUSTOMERS_PER_PAGE, after }, customerFilter(query));
    return {
      query: customerFields(query),
      rows,
      columns: columns(await this.customers.licenseCounts(rows, COUNTED_LICENSES)),
      order: texts('lists').newestFirst,
      leavesOutRows: q !== undefined && (await this.customers.leavesOutRows(q)),
      pages: trailPages({ after, trail }, next, CUSTOMERS_PER_PAGE),
    };
  }
}

function columns(licenses: ReadonlyMap<number, number>): Column<Customer>[] {
  const t = texts('customers');
  return [
    {
      head: t.name,
      width: 35,
      onCard: 'title',
      cell: ({ uid, name, reference }) => (
        <RowTitle href={customerPath(uid)} title={name} note={reference ?? undefined} />
      ),
    },
    { name: 'email', head: t.email, width: 25, onCard: 'wide', cell: ({ email }) => <Cut text={email} /> },
    { name: 'company', head: t.company, onCard: 'wide', cell: ({ company }) => <Cut text={company} /> },
    {
      name: 'licenses',
      head: t.licenses,
      width: 10,
      isRight: true,
      onCard: 'status',
      cell: ({ id }) => licenseCount(licenses.get(id)),
    },
    {
      name: 'added',
      head: t.added,
      width: 15,
      isRight: true,
      onCard: 'hidden',
      cell: ({ createdAt }) => <Time at={createdAt} as="age" />,
    },
  ];
}

/** Common names of the columns in people's files, in English, German and Chinese. */
const ALIASES: Readonly<Record<CustomerColumn, readonly string[]>> = {
  name: [
    'customername',
    'fullname',
    'contact',
    'contactname',
    'kundenname',
    'kunde',
    'ansprechpartner',
    '名称',
    '姓名',
    '客户名称',
  ],
  reference: [
    'customer',
    'customernumber',
    'customerno',
    'customerid',
    'accountnumber',
    'referenz',
    'kundennummer',
    'kundennr',
    '编号',
    '客户编号',
  ],
  email: ['emailaddress', 'mail', 'emailadresse', '邮箱', '电子邮件'],
  company: ['organization', 'organisation', 'firma', 'unternehmen', '公司'],
  phone: ['telephone', 'tel', 'mobile', 'telefon', 'telefonnummer', 'mobil', '电话', '手机'],
  notes: ['note', 'comment', 'comments', 'notiz', 'notizen', 'bemerkung', '备注'],
};

const customerColumn = (name: string): CustomerColumn | undefined => CUSTOMER_COLUMNS.find((column) => column === name);

function customerImport(imports: ImportCustomersService): ImportKind {
  return {
    path: importPath,
    listPath: CUSTOMERS_PATH,
    format: CUSTOMER_FORMAT,
    matching: {
      guess: (header) => guessColumns(header, CUSTOMER_COLUMNS, ALIASES),
      titleOf: (name) => {
        const column = customerColumn(name);
        return column === undefined ? name : texts('customers').columnTitles[column];
      },
    },
    texts: () => {
      const { importTitle, customers, importColumns, importRule, imported } = texts('customers');
      return {
        title: importTitle,
        list: customers,
        hints: [importColumns, importRule],
        imported: (count) => imported({ count }),
      };
    },
    import: (file, isDryRun, reading, named) =>
      imports.import(
        file,
        isDryRun,
        reading,
        named?.map((name) => customerColumn(name) ?? ''),
      ),
  };
}

export const CustomerImportController = importPages(
  importPath,
  Permission.CustomersWrite,
  ImportCustomersService,
  customerImport,
);
