import { nextTick, onMounted, onUnmounted, watch } from 'vue';
import { useRoute } from 'vitepress';

const KEPT = 'keyward-language';

/** Shows the samples of all pages in the language that the reader has chosen last. */
export function useChosenLanguage() {
  const route = useRoute();
  onMounted(() => {
    window.addEventListener('change', onChange);
    showChosen();
  });
  onUnmounted(() => window.removeEventListener('change', onChange));
  watch(
    () => route.data.relativePath,
    () => nextTick(showChosen),
  );
}

function onChange({ target }) {
  if (target instanceof HTMLInputElement && target.matches('.vp-code-group input')) {
    choose(labelOf(target));
  }
}

function choose(language) {
  if (kept() !== language) {
    keep(language);
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

/** Null if nothing was chosen, or if the browser keeps nothing for this site. */
function kept() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

function keep(language) {
  try {
    localStorage.setItem(KEPT, language);
  } catch {
    // The choice then holds for this group alone.
  }
}

function labelOf(input) {
  return input.labels?.[0]?.textContent ?? '';
}
