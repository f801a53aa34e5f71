import { LitElement, type PropertyValues } from 'lit';

/** What a button or link is called, by which it is found again. */
const nameOf = (element: Element) => element.getAttribute('aria-label') ?? element.textContent.trim();

/**
 * Draws in the light DOM, so that labels, styles and references reach across, and keeps focus from falling off the page
 * when what had it goes away (WCAG 2.4.3): the button that opened a form gets it back when the form is closed.
 */
abstract class LightDom extends LitElement {
  /** Where focus goes when nothing better is known. */
  protected abstract readonly focusHome: string;
  /** What was pressed last, newest first. */
  #pressed: readonly string[] = [];

  constructor() {
    super();
    this.addEventListener('click', ({ target }) => {
      const control = (target as Element).closest('button, a');
      if (control) this.#pressed = [nameOf(control), ...this.#pressed].slice(0, 9);
    });
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override update(changed: PropertyValues): void {
    const active = document.activeElement;
    const had = active !== null && active !== this && this.contains(active);
    super.update(changed);
    if (!had || this.contains(document.activeElement)) return;
    const controls = [...this.querySelectorAll<HTMLElement>('button, a')];
    const [opener] = this.#pressed.flatMap((name) => controls.find((each) => nameOf(each) === name) ?? []);
    (opener ?? this.querySelector<HTMLElement>(this.focusHome))?.focus({ preventScroll: true });
  }
}

/** A page of the application. */
export abstract class Page extends LightDom {
  /** The named parts of the address. */
  params: Readonly<Record<string, string>> = {};

  protected override readonly focusHome = 'h1';

  /** The title of the window, when it says more than the route's own. */
  protected heading = '';

  get windowTitle(): string {
    return this.heading;
  }

  /** Fetches what the page shows; it is put on the screen when this is done. */
  abstract load(): Promise<void>;

  /** After a step that makes it another page than before: the heading is read out, and the top is in sight. */
  protected async toHeading(): Promise<void> {
    await this.updateComplete;
    this.querySelector<HTMLElement>('h1')?.focus();
    scrollTo(0, 0);
  }
}

/** A component in a page. */
export abstract class LightElement extends LightDom {
  protected override readonly focusHome = 'textarea, input, select, button, a[href]';
}
