import { LitElement } from 'lit';

/** A page of the application. Drawn in the light DOM, so that labels, styles and references reach across. */
export abstract class Page extends LitElement {
  /** The named parts of the address. */
  params: Readonly<Record<string, string>> = {};

  /** The title of the window, when it says more than the route's own. */
  protected heading = '';

  get windowTitle(): string {
    return this.heading;
  }

  /** Fetches what the page shows; it is put on the screen when this is done. */
  abstract load(): Promise<void>;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}

/** A component that draws in the light DOM. */
export abstract class LightElement extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}
