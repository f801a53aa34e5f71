import { msg, str } from '@lit/localize';
import type { Sharing } from '../../criteria/comparison/readers.ts';
import type { SubmissionView } from '../../server/submissions/contract.ts';

/** So many with names, or so many to hide each other: README, "Röjandekontroll". */
const FEWEST_NAMED = 5;
const FEWEST_HIDDEN = 6;

/** What a choice of sharing would let be shown in the own group, said before the choice is made: a sentence for each. */
export function whatOpens(
  { name, named, hidden }: NonNullable<SubmissionView['group']>,
  sharing: Sharing,
): readonly string[] {
  const others =
    named + hidden === 0
      ? msg(str`Ni är de första att skicka in i gruppen ${name}.`)
      : msg(
          str`Av de andra som har skickat in i gruppen ${name} visar ${named} namn, och ${hidden} delar bara statistik.`,
        );
  const isHidden = sharing === 'statistik';
  const [names, statistics] = [named + (isHidden ? 0 : 1), hidden + (isHidden ? 1 : 0)];
  const yours = isHidden
    ? msg(str`Med er blir de ${statistics} som bara delar statistik.`)
    : msg(str`Med er blir de ${names} som visar namn.`);
  const everyone =
    statistics === 0
      ? ''
      : statistics >= FEWEST_HIDDEN
        ? msg('Det räcker för att siffror för alla i gruppen ska kunna visas.')
        : msg(
            str`För siffror för alla i just den gruppen behövs minst ${FEWEST_HIDDEN} som bara delar statistik, eller inga alls. Annars visas den tillsammans med grupper nära.`,
          );
  const byName =
    names >= FEWEST_NAMED
      ? msg('Siffror för dem som visar namn kan visas.')
      : msg(str`Siffror för dem som visar namn kan visas när de är ${FEWEST_NAMED}.`);
  return [`${others} ${yours}`, everyone, byName].filter(Boolean);
}
