/**
 * A template tag: Lit's `html` in the browser, `markup` on the server. Templates written with it use only
 * what both understand: text, lists, `name="${value}"` and `?name=${truth}`.
 */
export type Tag<T> = (strings: TemplateStringsArray, ...values: unknown[]) => T;
