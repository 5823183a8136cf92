import type { ComponentChildren, VNode } from 'preact';
import { Icon } from './icon';

interface DownloadTextProps {
  readonly fileName: string;
  /** A secret that is shown once: the file is in the link, so that the server need not make it again. */
  readonly text: string;
  readonly children: ComponentChildren;
}

/** Saves a text as a file, without a request. */
export function DownloadText({ fileName, text, children }: DownloadTextProps): VNode {
  return (
    <a class="btn btn-default" href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`} download={fileName}>
      <Icon name="download" />
      <span>{children}</span>
    </a>
  );
}
