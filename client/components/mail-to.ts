interface Letter {
  readonly to: string;
  /** Hidden copies. */
  readonly bcc?: readonly string[];
  readonly subject: string;
  readonly text: string;
}

/** An address that opens a new mail in the person's own mail program, with everything filled in (RFC 6068). */
export function mailto({ to, bcc = [], subject, text }: Letter): string {
  const fields = [
    ...(bcc.length === 0 ? [] : [['bcc', bcc.join(',')] as const]),
    ['subject', subject] as const,
    ['body', text.replaceAll('\n', '\r\n')] as const,
  ];
  return `mailto:${encodeURIComponent(to)}?${fields.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`;
}
