/** Where to go after signing in: only an address inside the service is followed. */
export function safeNext(next: string): string {
  return /^\/(?![/\\])[^\\\s]*$/.test(next) ? next : '/oversikt';
}
