// The text of an e-mail: its preview follows what is typed, and values are inserted where the cursor is.

const editor = document.querySelector('form[data-preview]');
const PREVIEW_MS = 500;

if (editor) {
  const preview = editor.querySelector(`button[formtarget="${editor.dataset.preview}"]`);
  const text = editor.querySelector('textarea');
  let timer;
  const show = () => {
    clearTimeout(timer);
    timer = setTimeout(() => editor.requestSubmit(preview), PREVIEW_MS);
  };
  editor.addEventListener('input', show);
  document.querySelectorAll('[data-insert]').forEach((button) => {
    button.hidden = false;
    button.addEventListener('click', () => {
      text.setRangeText(button.dataset.insert, text.selectionStart, text.selectionEnd, 'end');
      text.dispatchEvent(new Event('input', { bubbles: true }));
      text.focus();
    });
  });
}
