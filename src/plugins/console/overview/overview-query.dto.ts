import { IsIn } from 'class-validator';
import { IsName, IsOneLine, MayBeMissing } from '../../../core/common';
import { CHART_SPANS, type ChartSpan } from '../../../pages/components/chart-steps';
import { withQuery } from '../../../pages/components/filters';
import { SNIPPET_LANGUAGES, type SnippetLanguage } from './snippets';
import { EmptyIsMissing } from '../../../pages/kit/optional-field';

export const OVERVIEW_PATH = '/console/overview';

const VIEWS = ['overview', 'steps'] as const;
const CHARTS = ['verdicts', 'seats'] as const;

export class OverviewQueryDto {
  @MayBeMissing()
  @IsIn(CHART_SPANS)
  span: ChartSpan = '24h';

  /** The overview or the first steps; by default what fits the installation. */
  @MayBeMissing()
  @IsIn(VIEWS)
  show?: (typeof VIEWS)[number];

  /** The chart that is shown as a table. */
  @MayBeMissing()
  @IsIn(CHARTS)
  table?: (typeof CHARTS)[number];

  /** The language of the program in the first steps. */
  @MayBeMissing()
  @IsIn(SNIPPET_LANGUAGES)
  code: SnippetLanguage = 'typescript';
}

/** The overview, also of an installation that no program has asked yet. */
export function overviewPath({ span, table }: Pick<OverviewQueryDto, 'span' | 'table'>): string {
  return withQuery(OVERVIEW_PATH, { show: 'overview', span: span === '24h' ? undefined : span, table });
}

export function stepsPath(code?: SnippetLanguage): string {
  return withQuery(OVERVIEW_PATH, { show: 'steps', code });
}

export class ProductNameDto {
  @EmptyIsMissing()
  @IsName()
  @IsOneLine()
  name!: string;
}
