export interface FieldError {
  /** Path in the body, query or address, or a header's name. */
  readonly field: string;
  readonly message: string;
}

/** An error that is told to the person: RFC 9457 problem details with a stable code and a Swedish title. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly code: string;
  readonly errors: readonly FieldError[];
  /** Members beside the standard ones, such as the current version of an answer in a conflict. */
  readonly extra: Readonly<Record<string, unknown>>;
  /** Such as when to try again. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: string,
    title: string,
    errors: readonly FieldError[] = [],
    extra: Readonly<Record<string, unknown>> = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(title);
    this.status = status;
    this.code = code;
    this.errors = errors;
    this.extra = extra;
    this.headers = headers;
  }
}

/** One field is wrong. */
export function invalid(field: string, message: string): Problem {
  return new Problem(422, 'invalid', 'Kontrollera uppgifterna.', [{ field, message }]);
}

export function notFound(what = 'Sidan eller uppgiften'): Problem {
  return new Problem(404, 'not-found', `${what} finns inte, eller så saknar du behörighet.`);
}

/** On the open pages nobody needs permission: what is gone is gone, and what never was is told of alike. */
export function notShown(what: string): Problem {
  return new Problem(404, 'not-found', `${what} finns inte, eller visas inte längre.`);
}
