import { Injectable } from '@nestjs/common';
import { MailTemplatesService, type TemplateName } from '../../core/mail';
import type { Fields, StoredItem, WantedItem } from './catalog-item';
import { CatalogSection, MAX_OBJECTS } from './catalog-section';
import type { CatalogDto, CatalogMailTemplateDto } from './dto/catalog.dto';
import { jsonFields, withoutDefaults } from './normal-fields';
import type { Renames } from './renames';

const DEFAULTS = { product: null } as const satisfies Partial<CatalogMailTemplateDto>;

type Identity = Pick<CatalogMailTemplateDto, 'kind' | 'language' | 'product'>;

/** Texts of e-mails that replace Keyward's, by kind, language and product. */
@Injectable()
export class MailTemplatesSection extends CatalogSection<CatalogMailTemplateDto> {
  readonly kind = 'mail_template';
  readonly permissions = { read: 'mail-templates:read', write: 'mail-templates:write' } as const;

  constructor(private readonly templates: MailTemplatesService) {
    super();
  }

  override async stored(): Promise<StoredItem[]> {
    return (await this.templates.own(MAX_OBJECTS + 1)).map(({ id, uid, product: owner, ...template }) => {
      const fields = { ...template, product: owner?.reference ?? null };
      return { id, uid, ...identityOf(fields), fields: jsonFields(fields) };
    });
  }

  override export(items: readonly StoredItem[], file: CatalogDto): void {
    Object.assign(file, { mail_templates: items.map(({ fields }) => withoutDefaults(fields, DEFAULTS)) });
  }

  override wanted({ mail_templates: templates }: CatalogDto): WantedItem<CatalogMailTemplateDto>[] | undefined {
    return templates?.map((template, index) => {
      const input = { ...DEFAULTS, ...template };
      return { place: `mail_templates.${index}`, ...identityOf(input), input, fields: jsonFields(input) };
    });
  }

  override underNewNames(item: StoredItem, renames: Renames): StoredItem {
    const product = item.product === null ? null : renames.product(item.product);
    return { ...item, product, key: keyOf(item.name, product), fields: { ...item.fields, product } };
  }

  override defaultsOf({ input: { kind, language, product } }: WantedItem<CatalogMailTemplateDto>): Fields {
    return jsonFields({ ...DEFAULTS, kind, language, product });
  }

  /** False for those of a product that the file lacks: they are deleted with the product. */
  override isMissing({ product }: StoredItem, { mail_templates: templates, products }: CatalogDto): boolean {
    const goes = product !== null && products?.every(({ reference }) => reference !== product) === true;
    return templates !== undefined && !goes;
  }

  override lock(): Promise<void> {
    return this.templates.lock();
  }

  override async create({ input }: WantedItem<CatalogMailTemplateDto>): Promise<void> {
    const { subject, body } = input;
    await this.templates.put(nameOf(input), { subject, body });
  }

  override update(
    _stored: StoredItem,
    _change: Partial<CatalogMailTemplateDto>,
    item: WantedItem<CatalogMailTemplateDto>,
  ): Promise<void> {
    return this.create(item);
  }

  override delete({ uid }: StoredItem): Promise<void> {
    return this.templates.deleteOwn(uid);
  }
}

function identityOf({ kind, language, product = null }: Identity): Pick<StoredItem, 'key' | 'name' | 'product'> {
  const name = `${kind} ${language}`;
  return { key: keyOf(name, product), name, product };
}

/** Kinds and languages have no slash. */
function keyOf(name: string, product: string | null): string {
  return product === null ? name : `${name}/${product}`;
}

function nameOf({ kind, language, product }: Identity): TemplateName {
  return { kind, language, product: product ?? undefined };
}
