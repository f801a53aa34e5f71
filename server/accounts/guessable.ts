import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { invalid } from '../http/problem.ts';

/** What people here make passwords of, beside what all the world does: the service, the roles, the seasons, the days. */
const SWEDISH = `lösenord losenord hemligt hemlig välkommen valkommen inloggning sverige svensk
  mr-kollen mrkollen kollen samordnare medarbetare beslutsfattare kommun kommunen region regionen länsstyrelsen skl skr
  mänskliga rättigheter manskliga rattigheter rättighet demokrati jämställdhet förvaltning nämnd fullmäktige
  vår sommar höst vinter januari februari mars april maj juni juli augusti september oktober november december
  måndag tisdag onsdag torsdag fredag lördag söndag stockholm göteborg malmö uppsala lund
  hejhej hejsan älskling fotboll hammarby djurgården blomma kaffe katten hunden mamma pappa`.split(/\s+/);

const guesses = new ZxcvbnFactory({ dictionary: { ...dictionary, swedish: SWEDISH }, graphs: adjacencyGraphs });

/** From 0 to 4. From 3 on, a hundred million guesses do not find it (zxcvbn, Wheeler 2016). */
const SAFE = 3;

/** Refuses a password that is common, or made of what anyone knows of the person. `about`: e-mail, name, organisation. */
export function refuseGuessable(password: string, about: readonly string[]): void {
  const known = about.flatMap((text) => [text, ...text.split(/[\s@.,_-]+/)]).filter((text) => text.length > 2);
  if (guesses.check(password, known).score >= SAFE) return;
  throw invalid('password', 'är för lätt att gissa. Välj till exempel fyra ord som inte hör ihop');
}
