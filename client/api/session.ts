import type { SessionView } from '../../server/accounts/contract.ts';
import { call, callAs } from './http.ts';

export type SignedIn = NonNullable<SessionView['user']>;

let current: Promise<SessionView> | undefined;

/** Who is signed in; asked for once per visit. */
export function session(): Promise<SessionView> {
  current ??= call<SessionView>('GET', '/session').then(
    (view) => {
      callAs(view.user?.id);
      return view;
    },
    (error: unknown) => {
      current = undefined;
      throw error;
    },
  );
  return current;
}

/** The signed-in person. The server sends nobody else to the pages that ask. */
export async function signedIn(): Promise<SignedIn> {
  const { user } = await session();
  if (user) return user;
  location.assign(`/logga-in?till=${encodeURIComponent(location.pathname)}`);
  return new Promise(() => undefined);
}

export async function organisationCode(): Promise<string> {
  return (await signedIn()).organisation?.code ?? '';
}
