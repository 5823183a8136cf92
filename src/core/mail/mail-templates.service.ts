import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Calendar } from '../common/calendar';
import { Clock } from '../common/clock';
import { problem, referenced } from '../common/errors/domain-error';
import { LANGUAGES, type Language } from '../i18n/language';
import type { Product } from '../catalog/products/product.entity';
import { ProductsService } from '../catalog/products/products.service';
import { advisoryLock } from '../platform/database/advisory-lock';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { MAX_CONTENT, type Mail } from '../platform/mail/mail.entity';
import { type MailContent, MailQueueService } from '../platform/mail/mail-queue.service';
import { SettingValuesService } from '../platform/settings/setting-values.service';
import { hasProduct, isMailKind, MAIL_KIND_NAMES, type MailKindName } from './mail-kinds';
import { MailTemplate } from './mail-template.entity';
import { usualText } from './mail-texts';
import { sampleFacts, valueNames, valuesOf } from './mail-values';
import { MAIL_CONTENT } from './mail.settings';
import { InvalidTag, isList, type MailText, type MailValues, namesIn, renderMail } from './render-mail';

const LOCK = 'mail templates';

/** Names the template of a kind. */
export interface TemplateName {
  readonly kind: MailKindName;
  readonly language: Language;
  /** Uid or reference of a product that has a text of its own. */
  readonly product?: string | undefined;
}

/** The text of a kind in effect. */
export interface Template extends MailText {
  readonly kind: MailKindName;
  readonly language: Language;
  readonly product: Product | null;
  /** Null for Keyward's own text. */
  readonly updatedAt: Date | null;
  /** Whether the product has this text alone. */
  readonly isOfProduct: boolean;
}

/** A stored text. */
export interface OwnTemplate extends MailText {
  readonly id: number;
  readonly uid: string;
  readonly kind: MailKindName;
  readonly language: Language;
  readonly product: Product | null;
}

/** A value that templates of a kind can use, with an example. */
export interface SampleValue {
  /** Such as `license.key`. */
  readonly name: string;
  readonly value: string;
}

/** The texts of e-mails: Keyward's, those of the vendor for all products, and those for one. */
@Injectable()
export class MailTemplatesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly calendar: Calendar,
    private readonly products: ProductsService,
    private readonly settings: SettingValuesService,
    private readonly queue: MailQueueService,
  ) {}

  /**
   * Each kind in a language, as it is sent for the product.
   * @param productId uid or reference; by default as it is sent for products without a text of their own
   */
  async list(language: Language, productId?: string): Promise<Template[]> {
    const product = productId === undefined ? null : await this.products.get(productId);
    const common = { language, productId: IsNull() };
    const where = product ? [common, { language, productId: product.id }] : common;
    const own = await this.work.manager.findBy(MailTemplate, where);
    const kinds = MAIL_KIND_NAMES.filter((kind) => product === null || hasProduct(kind));
    return kinds.map((kind) => this.templateOf({ kind, language }, product, own));
  }

  async get(name: TemplateName): Promise<Template> {
    return this.read(name, await this.productOf(name));
  }

  /** The text of a kind for a product, for all, or Keyward's: the first that there is. */
  async read(name: TemplateName, product: Product | null): Promise<Template> {
    const { kind, language } = name;
    const common = { kind, language, productId: IsNull() };
    const own = await this.work.manager.findBy(
      MailTemplate,
      product ? [common, { kind, language, productId: product.id }] : common,
    );
    return this.templateOf(name, product, own);
  }

  /** The texts that replace Keyward's, oldest first. */
  async own(limit: number): Promise<OwnTemplate[]> {
    const stored = await this.work.manager.find(MailTemplate, {
      relations: { product: true },
      order: { id: 'ASC' },
      take: limit,
    });
    return stored.flatMap(({ id, uid, kind, language: code, product = null, subject, body }) => {
      const language = LANGUAGES.find((one) => one === code);
      return language && isMailKind(kind) ? [{ id, uid, kind, language, product, subject, body }] : [];
    });
  }

  /** Nobody else changes a text until the transaction ends. */
  lock(): Promise<void> {
    return advisoryLock(this.work.manager, LOCK);
  }

  /** Replaces the text of a kind. */
  async put(name: TemplateName, text: MailText): Promise<Template> {
    await refuseInvalid(name.kind, text);
    return this.work.run(async (manager) => {
      const { kind, language } = name;
      const product = await this.productOf(name);
      await this.lock();
      const stored = await this.stored(name, product);
      const { subject, body } = text;
      if (stored && (stored.subject !== subject || stored.body !== body)) {
        const change = { subject, body, updatedAt: this.clock.now() };
        await this.work.update('mail_template.updated', stored, change, { kind, language });
      } else if (!stored) {
        const columns = { kind, language, productId: product?.id ?? null, subject, body, updatedAt: this.clock.now() };
        await this.work.create('mail_template.created', manager.create(MailTemplate, columns));
      }
      return this.read(name, product);
    });
  }

  /** Returns to the text for all products, or to Keyward's. */
  delete(name: TemplateName): Promise<void> {
    return this.remove(async () => this.stored(name, await this.productOf(name)));
  }

  /** @param uid of a stored text */
  deleteOwn(uid: string): Promise<void> {
    return this.remove(() => this.work.manager.findOneBy(MailTemplate, { uid }));
  }

  private remove(find: () => Promise<MailTemplate | null>): Promise<void> {
    return this.work.run(async () => {
      await this.lock();
      const stored = await find();
      if (stored) {
        await this.work.remove('mail_template.deleted', MailTemplate, stored);
      }
    });
  }

  /** An e-mail with sample values. */
  async preview(name: TemplateName, text: Partial<MailText>): Promise<MailContent> {
    const template = { ...(await this.get(name)), ...text };
    await refuseInvalid(name.kind, template);
    return refuseLong(await renderMail(template, this.sampleValues(template), template.language));
  }

  /** The values of a preview. */
  samples({ kind, language, product }: Pick<Template, 'kind' | 'language' | 'product'>): SampleValue[] {
    const values = this.sampleValues({ language, product });
    return valueNames(kind).map((name) => ({ name, value: valueAt(values, name) }));
  }

  private sampleValues({ language, product }: Pick<Template, 'language' | 'product'>): MailValues {
    const facts = sampleFacts(this.clock.now(), this.settings.get(MAIL_CONTENT.manageUrl), this.calendar.zone);
    return valuesOf({ ...facts, product: product ?? facts.product }, language);
  }

  /** Sends the preview. */
  async test(name: TemplateName, text: Partial<MailText>, to: string): Promise<Mail> {
    const content = await this.preview(name, text);
    if (!this.queue.isOn) {
      throw problem('MAIL_OFF');
    }
    return this.queue.add({ kind: name.kind, language: name.language, to, ...content });
  }

  private async productOf({ kind, product }: TemplateName): Promise<Product | null> {
    if (product !== undefined && !hasProduct(kind)) {
      throw problem('MAIL_TEMPLATE_WITHOUT_PRODUCT', { field: 'product' });
    }
    return product === undefined ? null : referenced('product', this.products.get(product));
  }

  private stored({ kind, language }: TemplateName, product: Product | null): Promise<MailTemplate | null> {
    return this.work.manager.findOneBy(MailTemplate, { kind, language, productId: product?.id ?? IsNull() });
  }

  private templateOf(
    { kind, language }: TemplateName,
    product: Product | null,
    own: readonly MailTemplate[],
  ): Template {
    const ofKind = own.filter((template) => template.kind === kind);
    const stored = ofKind.find(({ productId }) => productId !== null) ?? ofKind.at(0);
    const { subject, body } = stored ?? usualText(kind, language);
    const isOfProduct = typeof stored?.productId === 'number';
    return { kind, language, product, subject, body, updatedAt: stored?.updatedAt ?? null, isOfProduct };
  }
}

/** The value of a name such as `license.key`; empty if there is none. */
function valueAt(values: MailValues, name: string): string {
  let value: MailValues[string] | undefined = values;
  for (const part of name.split('.')) {
    value = typeof value === 'object' && value !== null && !isList(value) ? value[part] : undefined;
  }
  return value === null || value === undefined || typeof value === 'object' ? '' : String(value);
}

function refuseLong(content: MailContent): MailContent {
  if (content.html.length > MAX_CONTENT) {
    throw problem('MAIL_TEMPLATE_INVALID', {
      field: 'body',
      reason: `it is longer than ${MAX_CONTENT} characters as HTML`,
    });
  }
  return content;
}

async function refuseInvalid(kind: MailKindName, text: MailText): Promise<void> {
  const known = valueNames(kind);
  for (const field of ['subject', 'body'] as const) {
    const names = await namesOrRefusal(field, text[field]);
    const unknown = names.filter((name) => !known.includes(name) && !isPart(name, known));
    if (unknown.length > 0) {
      throw problem('MAIL_TEMPLATE_NAMES_UNKNOWN', {
        field,
        unknown: unknown.map((name) => `{{${name}}}`).join(', '),
        known: known.join(', '),
      });
    }
  }
}

/** `license`, for `{{#license}}…{{/license}}`. */
const isPart = (name: string, known: readonly string[]): boolean => known.some((one) => one.startsWith(`${name}.`));

async function namesOrRefusal(field: string, text: string): Promise<string[]> {
  try {
    return await namesIn(text);
  } catch (error) {
    throw error instanceof InvalidTag ? problem(error.code, { field, line: error.line, tag: error.tag }) : error;
  }
}
