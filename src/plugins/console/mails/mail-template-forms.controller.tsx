import { Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { VNode } from 'preact';
import { Authorized } from '../../../core/common';
import { allowFrames } from '../../../core/common/internal';
import { type Language, texts } from '../../../core/i18n';
import {
  type MailKindName,
  MailTemplatesService,
  PutMailTemplateDto,
  SendTestMailService,
  type TemplateName,
  TestMailTemplateDto,
} from '../../../core/mail';
import { MailKindParam, MailLanguageParam, type SampleValue, type Template } from '../../../core/mail/internal';
import { Checklist } from '../../../pages/components/checklist';
import { Button } from '../../../pages/components/button';
import { ConfirmForm } from '../../../pages/components/confirmation';
import { ASSETS } from '../../../pages/kit/assets';
import { EditForm } from '../../../pages/components/form-page';
import { Section } from '../../../pages/components/page-parts';
import { Cut, Table } from '../../../pages/components/table';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { FormRoute } from '../../../pages/kit/form-route';
import { SeeOther } from '../../../pages/kit/page';
import { MailChecksService, outcomeFlash } from '../../../pages/settings/mail-checks.service';
import { kindTitle, mailCrumbs, sourceOf } from './mail-parts';
import { templatePath, TemplateQueryDto, TEMPLATES_PATH, templatesPath } from './mail-paths';

/** The name of the frame. */
const PREVIEW = 'mail-preview';

/** The text of an e-mail: its form, a test, and the way back to the text before it. */
@ConsoleController(TEMPLATES_PATH)
@Authorized('mail-templates:write')
export class MailTemplateFormsController {
  constructor(
    private readonly templates: MailTemplatesService,
    private readonly tests: SendTestMailService,
    private readonly checks: MailChecksService,
  ) {}

  @FormRoute(':kind/:language')
  async editTemplate(
    @MailKindParam() kind: MailKindName,
    @MailLanguageParam() language: Language,
    @Query() { product }: TemplateQueryDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EditForm<PutMailTemplateDto>> {
    const t = texts('mails');
    const template = await this.templates.get({ kind, language, product });
    const name = { kind, language, product };
    allowFrames(reply, 'page');
    return new EditForm({
      title: kindTitle(kind),
      lead: leadOf(template),
      crumbs: crumbsOf(name),
      actions: [isOwn(template) && { title: t.reset, href: templatePath(name, 'reset'), icon: 'rotate-ccw' }],
      action: templatePath(name),
      groups: [
        {
          rows: [
            { name: 'subject' },
            { name: 'body', kind: 'area', rows: 18, isMono: true, hint: t.bodyHint({ name: '{{product.name}}' }) },
          ],
        },
      ],
      texts: t,
      values: template,
      verb: t.save,
      second: <Button text={t.preview} formAction={templatePath(name, 'preview')} formTarget={PREVIEW} />,
      cancel: templatesPath(name),
      below: <Values samples={this.templates.samples(template)} />,
      aside: (
        <>
          <Section id="preview" title={t.previewTitle} note={t.previewNote}>
            <iframe
              class="mail-preview"
              name={PREVIEW}
              title={t.previewTitle}
              src={templatePath(name, 'preview')}
              sandbox=""
            />
          </Section>
          <Section id="test" title={t.testTitle}>
            <Checklist
              items={[
                await this.checks.test({
                  kind,
                  title: t.test,
                  text: t.testLead,
                  action: templatePath(name, 'test'),
                  canSend: true,
                }),
              ]}
            />
          </Section>
          <script src={ASSETS.mailEditor} defer />
        </>
      ),
      data: { 'data-preview': PREVIEW },
      input: PutMailTemplateDto,
      submit: async (input) => {
        await this.templates.put(name, input);
        return SeeOther.done(templatePath(name), t.saved);
      },
    });
  }

  @FormRoute(':kind/:language/test')
  async testTemplate(
    @MailKindParam() kind: MailKindName,
    @MailLanguageParam() language: Language,
    @Query() { product }: TemplateQueryDto,
  ): Promise<EditForm<TestMailTemplateDto>> {
    const t = texts('mails');
    const name = { kind, language, product };
    const { subject } = await this.templates.preview(name, {});
    return new EditForm({
      title: t.testTitle,
      lead: t.testLead,
      crumbs: crumbsOf(name, name),
      about: [{ term: t.subject, value: subject }],
      action: templatePath(name, 'test'),
      groups: [{ rows: [{ name: 'to', kind: 'email', textKey: 'recipient', hasFocus: true }] }],
      texts: t,
      verb: t.send,
      cancel: templatePath(name),
      input: TestMailTemplateDto,
      submit: async ({ to }) => {
        return new SeeOther(templatePath(name), outcomeFlash(await this.tests.sendTemplate(name, to)));
      },
    });
  }

  @FormRoute(':kind/:language/reset')
  async resetTemplate(
    @MailKindParam() kind: MailKindName,
    @MailLanguageParam() language: Language,
    @Query() { product }: TemplateQueryDto,
  ): Promise<ConfirmForm | SeeOther> {
    const t = texts('mails');
    const name = { kind, language, product };
    const template = await this.templates.get(name);
    if (!isOwn(template)) {
      return new SeeOther(templatePath(name));
    }
    return new ConfirmForm({
      title: t.resetTitle({ kind: kindTitle(kind) }),
      crumbs: crumbsOf(name, name),
      undo: { isPossible: false, text: t.resetUndo },
      about: [
        { term: t.language, value: t.languageNames[language] },
        { term: t.product, value: template.product?.name ?? t.allProducts },
        { term: t.subject, value: template.subject },
      ],
      action: templatePath(name, 'reset'),
      verb: t.reset,
      keep: { title: t.keep, href: templatePath(name) },
      submit: async () => {
        await this.templates.delete(name);
        return SeeOther.done(templatePath(name), t.resetDone);
      },
    });
  }
}

/** The lead above the form: the language, and the source of the text. */
function leadOf(template: Template): VNode {
  return (
    <>
      {texts('mails').languageNames[template.language]} · {sourceOf(template)}
    </>
  );
}

/** Whether there is a text to reset: that of the product, or the one for all. */
function isOwn({ updatedAt, isOfProduct, product }: Template): boolean {
  return updatedAt !== null && isOfProduct === (product !== null);
}

/** @param below name of the text whose form is above the page */
function crumbsOf({ language, product }: TemplateName, below?: TemplateName) {
  return mailCrumbs(
    { title: texts('mails').texts, href: templatesPath({ language, product }) },
    ...(below ? [{ title: kindTitle(below.kind), href: templatePath(below) }] : []),
  );
}

/** The values that the text can use. With scripts, a button inserts one. */
function Values({ samples }: { readonly samples: readonly SampleValue[] }): VNode {
  const t = texts('mails');
  return (
    <Section id="values" title={t.values} note={t.valuesNote({ open: '{{#manage_url}}', close: '{{/manage_url}}' })}>
      <Table
        label={t.values}
        rows={samples}
        columns={[
          { head: t.value, width: 35, onCard: 'title', cell: ({ name }) => <code>{`{{${name}}}`}</code> },
          { head: t.example, onCard: 'wide', cell: ({ value }) => <Cut text={value} /> },
          {
            head: t.insert,
            width: 15,
            isRight: true,
            onCard: 'right',
            cell: ({ name }) => (
              <button class="btn btn-default btn-small" type="button" hidden data-insert={`{{${name}}}`}>
                {t.insert}
                <span class="visually-hidden"> {name}</span>
              </button>
            ),
          },
        ]}
      />
    </Section>
  );
}
