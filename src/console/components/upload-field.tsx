import type { VNode } from 'preact';
import { formatBytes } from '../kit/format';
import { defineTexts } from '../kit/texts';
import { FileField } from './fields';
import type { FieldProps } from './form';

const TEXTS = defineTexts({
  en: {
    limit: (size: string) => `At most ${size}.`,
    progress: '{sent} of {total}',
    saving: 'Received; it is being saved.',
    tooLarge: (size: string) => `The file is larger than ${size}.`,
    failed: 'The connection was lost. Nothing was saved. Send the file again.',
    cancelled: 'Cancelled. Nothing was saved.',
    cancel: 'Cancel upload',
    label: 'Upload',
  },
  de: {
    limit: (size: string) => `Höchstens ${size}.`,
    progress: '{sent} von {total}',
    saving: 'Empfangen; wird gespeichert.',
    tooLarge: (size: string) => `Die Datei ist größer als ${size}.`,
    failed: 'Die Verbindung ist abgebrochen. Nichts wurde gespeichert. Die Datei noch einmal senden.',
    cancelled: 'Abgebrochen. Nichts wurde gespeichert.',
    cancel: 'Upload abbrechen',
    label: 'Upload',
  },
  zh: {
    limit: (size: string) => `最大 ${size}。`,
    progress: '{sent} / {total}',
    saving: '已接收，正在保存。',
    tooLarge: (size: string) => `文件大于 ${size}。`,
    failed: '连接已断开，没有保存任何内容。请重新发送文件。',
    cancelled: '已取消，没有保存任何内容。',
    cancel: '取消上传',
    label: '上传',
  },
});

interface UploadFieldProps extends FieldProps {
  readonly accept?: string;
  readonly maxBytes: number;
}

/**
 * A file of a multipart form. With scripts, the form shows how much of it is sent and can be cancelled; without, the browser
 * sends it as any other form.
 */
export function UploadField({ maxBytes, hint, ...field }: UploadFieldProps): VNode {
  const t = TEXTS();
  const limit = formatBytes(maxBytes);
  return (
    <>
      <FileField {...field} hint={[hint, t.limit(limit)].filter(Boolean).join(' ')} />
      <div
        class="upload-state"
        hidden
        data-upload={field.name}
        data-max={maxBytes}
        data-progress={t.progress}
        data-saving={t.saving}
        data-too-large={t.tooLarge(limit)}
        data-failed={t.failed}
        data-cancelled={t.cancelled}
      >
        <progress aria-label={t.label} max={100} value={0} />
        <p>
          <span data-bytes />
          <span role="status" />
          <button class="btn btn-default btn-small" type="button">
            {t.cancel}
          </button>
        </p>
      </div>
    </>
  );
}
