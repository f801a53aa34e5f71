import { markup } from '../http/markup.ts';

/** What a mail says, before it is text or HTML. In Swedish, plain, and without what the answers say. */
export interface Letter {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  /** Set off from the rest, such as the criteria that have been handed out. */
  readonly items?: readonly string[];
  /** Where to do it. */
  readonly link?: { readonly label: string; readonly url: string };
  /** Why just this person gets it. */
  readonly because: string;
}

export interface Frame {
  readonly operatorName: string;
  /** Where mail is turned down; null for what cannot be. */
  readonly choicesUrl: string | null;
}

function footer({ because }: Letter, { operatorName, choicesUrl }: Frame): string[] {
  return [
    because,
    ...(choicesUrl === null ? [] : [`Vill du inte ha sådana mejl? Välj under Mitt konto: ${choicesUrl}`]),
    `MR-kollen drivs av ${operatorName}. Det går inte att svara på mejlet.`,
  ];
}

/** The letter as text, for any reader. */
export function asText(letter: Letter, frame: Frame): string {
  const { paragraphs, items = [], link } = letter;
  return [
    ...paragraphs,
    ...(items.length === 0 ? [] : [items.map((item) => `- ${item}`).join('\n')]),
    ...(link ? [`${link.label}:\n${link.url}`] : []),
    `--\n${footer(letter, frame).join('\n')}`,
  ].join('\n\n');
}

/** The letter as HTML without pictures, scripts or anything fetched. */
export function asHtml(letter: Letter, frame: Frame): string {
  const { subject, paragraphs, items = [], link } = letter;
  return markup`<!doctype html><html lang="sv"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>${subject}</title></head>
<body style="font-family:sans-serif;font-size:16px;line-height:1.5;max-width:36em;margin:0 auto;padding:16px">
${paragraphs.map((text) => markup`<p>${text}</p>\n`)}${items.length === 0 ? '' : markup`<ul>${items.map((item) => markup`<li>${item}</li>`)}</ul>\n`}${link ? markup`<p><a href="${link.url}">${link.label}</a></p>\n` : ''}<hr>
${footer(letter, frame).map((text) => markup`<p style="font-size:14px">${text}</p>\n`)}</body></html>`.html;
}
