import { msg } from '@lit/localize';

interface ProblemDetails {
  readonly title?: string;
  readonly code?: string;
  readonly errors?: readonly FieldError[];
  readonly current?: unknown;
  readonly id?: string;
}

export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** What went wrong with a call: a problem told by the server, or status 0 when it could not be reached. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: string;
  readonly errors: readonly FieldError[];
  /** The stored version, when a save was refused because someone else had saved. */
  readonly current: unknown;

  constructor(status: number, problem: ProblemDetails) {
    super(problem.title ?? msg('Det gick inte att nå servern. Kontrollera uppkopplingen.'));
    this.status = status;
    this.code = problem.code ?? 'unreachable';
    this.errors = problem.errors ?? [];
    this.current = problem.current;
  }
}

interface Options {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

let drawnFor: string | undefined;
let following = 0;

/** What is fetched meanwhile is asked for by the page and not by the person: it does not keep anybody signed in. */
export async function whileFollowing(work: () => Promise<void>): Promise<void> {
  following += 1;
  try {
    await work();
  } finally {
    following -= 1;
  }
}

/** From now on every call says whose page this is, so that the server can refuse it when someone else has signed in. */
export function callAs(userId: string | undefined): void {
  drawnFor = userId;
}

/** Over which revision something is saved. */
export const ifMatch = (revision: number) => ({ headers: { 'if-match': `"${revision}"` } });

/** Calls the API. Returns the body (undefined when there is none); throws ApiError. */
export async function call<T>(method: string, path: string, { body, headers = {} }: Options = {}): Promise<T> {
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}`, {
      method,
      headers: {
        ...headers,
        accept: 'application/json',
        ...(drawnFor === undefined ? {} : { 'x-mr-user': drawnFor }),
        ...(following > 0 && method === 'GET' ? { 'x-mr-following': '1' } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new ApiError(0, {});
  }
  const text = await response.text();
  let parsed: unknown;
  try {
    parsed = text === '' ? undefined : JSON.parse(text);
  } catch {
    parsed = undefined;
  }
  if (response.ok) return parsed as T;
  throw new ApiError(
    response.status,
    parsed ?? { title: msg('Servern svarade inte som väntat. Försök igen.'), code: 'unexpected' },
  );
}
