import type { FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { type FileKeeper, type FormValues, problem, receiveForm } from '../../core/common';
import { texts } from '../../core/i18n';
import type { Actions } from './button';
import { formPage } from './form-page';
import type { Crumb } from './page-parts';
import { UploadField } from './upload-field';
import { asFormError } from '../kit/form-input';
import { type FormMessages, FormState } from '../kit/form-state';
import { type Page, PageForm, type SeeOther } from '../kit/page';
import { attemptChange } from '../kit/submit-form';

/** Name of the field of the file. */
export const FILE_FIELD = 'file';

interface UploadDescription<T> {
  readonly title: string;
  readonly crumbs: readonly Crumb[];
  /** Buttons beside the title. */
  readonly actions?: Actions;
  readonly lead: string;
  /** Above the form, which is a section below it. */
  readonly note?: string;
  readonly action: string;
  readonly hint?: string;
  readonly accept?: string;
  readonly maxBytes: number;
  readonly verb: string;
  readonly cancel: string;
  readonly messages: FormMessages;
  /** Fields above the file. */
  readonly before?: (form: FormState) => VNode;
  /** Fields below the file. */
  readonly fields?: (form: FormState) => VNode;
  /** Stores the file while it is received. */
  readonly keeper: FileKeeper<string, T>;
  readonly submit: (file: T, fields: FormValues) => Promise<SeeOther>;
}

/** A form with one file, and texts beside it: a GET shows it, a POST uploads the file. Its route has `@TakesFiles()`. */
export class UploadForm<T> extends PageForm {
  constructor(
    private readonly request: FastifyRequest,
    private readonly description: UploadDescription<T>,
  ) {
    super();
  }

  show(form = FormState.empty()): Page {
    const { note, hint, accept, maxBytes, before, fields } = this.description;
    const field = { name: FILE_FIELD, label: texts('catalog').file, hint, accept, maxBytes };
    return formPage({
      ...this.description,
      form,
      above: note !== undefined && <p class="prose">{note}</p>,
      isSection: note !== undefined,
      isMultipart: true,
      fields: (
        <>
          {before?.(form)}
          <UploadField form={form} {...field} />
          {fields?.(form)}
        </>
      ),
      icon: 'upload',
    });
  }

  async submit(): Promise<Page | SeeOther> {
    const { messages, submit } = this.description;
    const received = await this.receive().catch((error: unknown) => ({ error }));
    return attemptChange({
      body: 'error' in received ? {} : received.fields,
      messages,
      submit: async () => {
        if ('error' in received) {
          throw received.error;
        }
        return submit(received.file, received.fields);
      },
      show: (form) => this.show(form),
    });
  }

  private async receive(): Promise<{ readonly file: T; readonly fields: FormValues }> {
    const { maxBytes, keeper } = this.description;
    const { files, fields } = await asFormError(receiveForm(this.request, [{ field: FILE_FIELD, maxBytes }], keeper));
    const file = files.get(FILE_FIELD);
    if (!file) {
      throw problem('FILE_MISSING_IN_FORM', { field: FILE_FIELD });
    }
    return { file, fields };
  }
}
