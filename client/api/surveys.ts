import type {
  AssociationAnswers,
  AssociationView,
  Disputed,
  Invited,
  Regiven,
  SurveyView,
} from '../../server/surveys/contract.ts';
import { call, ifMatch } from './http.ts';

const at = (code: string, year: number, path = '') => `/organisations/${code}/surveys/${year}${path}`;
const surveyIn = async (answer: Promise<{ survey: SurveyView }>): Promise<SurveyView> => (await answer).survey;

/** The organisation's own; null when no associations have been asked that year. */
export const survey = async (code: string, year: number): Promise<SurveyView | null> =>
  (await call<{ survey: SurveyView | null }>('GET', at(code, year))).survey;
export const beginSurvey = (code: string, year: number, body: { readonly chosenBy: string; readonly closes: string }) =>
  surveyIn(call('POST', at(code, year), { body }));
export const changeSurvey = (
  code: string,
  year: number,
  body: { readonly closes?: string; readonly chosenBy?: string },
) => surveyIn(call('PATCH', at(code, year), { body }));
export const removeSurvey = (code: string, year: number) => call<undefined>('DELETE', at(code, year));
export const closeSurvey = (code: string, year: number) => surveyIn(call('POST', at(code, year, '/closing')));
export const replyToSurvey = (code: string, year: number, base: number, text: string) =>
  surveyIn(call('PUT', at(code, year, '/reply'), { ...ifMatch(base), body: { text } }));
export const inviteAssociation = (code: string, year: number, name: string) =>
  call<Invited>('POST', at(code, year, '/associations'), { body: { name } });
export const renewAssociationLink = (code: string, year: number, id: string) =>
  call<Invited>('POST', at(code, year, `/associations/${id}/link`));
export const withdrawAssociation = (code: string, year: number, id: string) =>
  surveyIn(call('DELETE', at(code, year, `/associations/${id}`)));

/** By SKL, with a link that an association has handed over. */
export const lookUpAssociation = (link: string) =>
  call<Disputed>('POST', '/network/associations/lookup', { body: { link } });
export const giveLinkAnew = (link: string) => call<Regiven>('POST', '/network/associations/link', { body: { link } });

/** By an association, with its link alone. */
export const association = (link: string) => call<AssociationView>('GET', `/association/${link}`);
export const answerSurvey = (link: string, answers: AssociationAnswers) =>
  call<undefined>('PUT', `/association/${link}`, { body: { answers } });
export const declineSurvey = (link: string) => call<undefined>('DELETE', `/association/${link}`);
