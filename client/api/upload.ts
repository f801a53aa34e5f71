import { ApiError } from './http.ts';

/** Sends a file as the whole content of a call. `tooLarge` is what is said when it is larger than the service takes. */
export async function upload<T extends object>(
  path: string,
  file: File,
  field: string,
  tooLarge: string,
  method: 'POST' | 'PUT' = 'POST',
): Promise<T> {
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/octet-stream', accept: 'application/json' },
      body: file,
    });
  } catch {
    throw new ApiError(0, {});
  }
  const answer = (await response.json().catch(() => ({}))) as T;
  if (response.ok) return answer;
  if (response.status === 413) throw new ApiError(422, { title: tooLarge, errors: [{ field, message: tooLarge }] });
  throw new ApiError(response.status, answer);
}
