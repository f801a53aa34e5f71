import { configureLocalization } from '@lit/localize';

const { getLocale, setLocale } = configureLocalization({
  sourceLocale: 'sv',
  targetLocales: ['en'],
  loadLocale: () => import('./en.ts'),
});

/** The language that is shown now. */
export const shownLanguage = (): Language => (getLocale() === 'en' ? 'en' : 'sv');

const KEY = 'mr-kollen-language';

type Language = 'sv' | 'en';

/** The language the person chose on this device; Swedish until then. */
function chosen(): Language {
  try {
    return localStorage.getItem(KEY) === 'en' ? 'en' : 'sv';
  } catch {
    return 'sv';
  }
}

function choose(language: Language): void {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // The choice then lasts for this page only.
  }
  location.reload();
}

/** Sets the language and puts the choice in the footer, in place of the link to the page in English. */
export async function startLanguage(): Promise<void> {
  const language = chosen();
  const link = document.querySelector<HTMLAnchorElement>('.foot a[hreflang]');
  if (link) {
    const button = document.createElement('button');
    button.className = 'link-button';
    button.textContent = language === 'sv' ? 'English' : 'Svenska';
    button.lang = language === 'sv' ? 'en' : 'sv';
    button.addEventListener('click', () => {
      choose(language === 'sv' ? 'en' : 'sv');
    });
    link.replaceWith(button);
  }
  if (language === 'sv') return;
  await setLocale('en');
  const { translateFrame } = await import('./frame.ts');
  translateFrame();
}
