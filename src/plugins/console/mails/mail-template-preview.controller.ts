import { Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Authorized, DomainError, type FormValues } from '../../../core/common';
import { allowFrames, escaped } from '../../../core/common/internal';
import { type Language, texts } from '../../../core/i18n';
import { type MailKindName, MailTemplatesService, type TemplateName } from '../../../core/mail';
import { MailKindParam, MailLanguageParam, type MailText } from '../../../core/mail/internal';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { textIn } from '../../../pages/kit/form-input';
import { FormState } from '../../../pages/kit/form-state';
import { FormBody } from '../../../pages/kit/parameters';
import { TemplateQueryDto, TEMPLATES_PATH } from './mail-paths';

/** The e-mail in the frame of the page of its text. */
@ConsoleController(TEMPLATES_PATH)
@Authorized('mail-templates:write')
export class MailTemplatePreviewController {
  constructor(private readonly templates: MailTemplatesService) {}

  /** The stored text, as it is sent. */
  @Get(':kind/:language/preview')
  previewStored(
    @MailKindParam() kind: MailKindName,
    @MailLanguageParam() language: Language,
    @Query() { product }: TemplateQueryDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.preview({ kind, language, product }, {}, reply);
  }

  /** The typed text, in the frame. Nothing is stored. */
  @Post(':kind/:language/preview')
  @HttpCode(200)
  previewTyped(
    @MailKindParam() kind: MailKindName,
    @MailLanguageParam() language: Language,
    @Query() { product }: TemplateQueryDto,
    @FormBody() body: FormValues,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const typed = { subject: textIn(body, 'subject'), body: textIn(body, 'body') };
    return this.preview({ kind, language, product }, typed, reply);
  }

  private async preview(name: TemplateName, typed: Partial<MailText>, reply: FastifyReply): Promise<string> {
    allowFrames(reply, 'frame');
    reply.type('text/html; charset=utf-8');
    const subjectTitle = escaped(texts('mails').subject);
    try {
      const { subject, html, text } = await this.templates.preview(name, typed);
      const above = `<p style="${FRAME_STYLE}"><b>${subjectTitle}:</b> ${escaped(subject)}</p>`;
      const below = `<pre style="${FRAME_STYLE};white-space:pre-wrap">${escaped(text)}</pre>`;
      return html.replace(/<body[^>]*>/, (body) => body + above).replace('</body>', () => `${below}</body>`);
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'invalid') {
        throw error;
      }
      const { problems, message } = FormState.refused({}, error);
      const sentences = problems.length > 0 ? problems.map(({ message: text }) => text) : [message ?? error.message];
      return `<!doctype html><title>${subjectTitle}</title>${sentences.map((one) => `<p style="${FRAME_STYLE}">${escaped(one)}</p>`).join('')}`;
    }
  }
}

const FRAME_STYLE = 'margin:12px;font:14px/22px sans-serif;color:#15171c';
