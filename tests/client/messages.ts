import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';

/** Every Swedish text in the client that goes through `msg`, with its values as {0}, {1} … */
export function messages(folder: string): string[] {
  const found = new Set<string>();
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  )) {
    const source = ts.createSourceFile(name, readFileSync(`${folder}/${name}`, 'utf8'), ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && node.expression.getText() === 'msg') {
        const [text] = node.arguments;
        if (text && ts.isStringLiteral(text)) found.add(text.text);
        else if (text && ts.isTaggedTemplateExpression(text)) found.add(textOf(text.template));
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return [...found];
}

function textOf(template: ts.TemplateLiteral): string {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return template.text;
  return template.head.text + template.templateSpans.map((span, i) => `{${i}}${span.literal.text}`).join('');
}
