import type { FieldError } from '../http/problem.ts';

/** What was wrong in a form that was sent without JavaScript, as sentences. */
export function issuesOf(error: { issues: readonly { path: PropertyKey[]; message: string }[] }): FieldError[] {
  return error.issues.map(({ path, message }) => ({
    field: path.join('.'),
    message: message.charAt(0).toLocaleUpperCase('sv') + message.slice(1),
  }));
}

/** A field of such a form; empty when it is not there. */
export function textOf(body: unknown, name: string): string {
  const value = (body as Record<string, unknown> | null | undefined)?.[name];
  return typeof value === 'string' ? value : '';
}
