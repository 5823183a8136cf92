const KEPT = 'keyward-language';

/** Shows the samples of all pages in the language that the reader has chosen last. */
export function rememberLanguage(router) {
  if (typeof window === 'undefined') {
    return;
  }
  window.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLInputElement && target.matches('.vp-code-group input')) {
      choose(labelOf(target));
    }
  });
  const previous = router.onAfterRouteChange;
  router.onAfterRouteChange = async (to) => {
    await previous?.(to);
    requestAnimationFrame(showChosen);
  };
  window.addEventListener('load', () => requestAnimationFrame(showChosen));
}

function choose(language) {
  if (kept() !== language) {
    localStorage.setItem(KEPT, language);
    showChosen();
  }
}

function showChosen() {
  const language = kept();
  for (const input of language === null ? [] : document.querySelectorAll('.vp-code-group input:not(:checked)')) {
    if (labelOf(input) === language) {
      input.click();
    }
  }
}

/** None if the browser keeps nothing for this site. */
function kept() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

function labelOf(input) {
  return input.labels?.[0]?.textContent ?? '';
}
