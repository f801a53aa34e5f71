import type {
  NewNote,
  NewReview,
  ReviewList,
  ReviewPartners,
  ReviewsHeld,
  ReviewView,
} from '../../server/peer-reviews/contract.ts';
import { call, ifMatch } from './http.ts';

const at = (code: string, path = '') => `/organisations/${code}/peer-reviews${path}`;

export const reviews = (code: string) => call<ReviewList>('GET', at(code));
export const reviewPartners = (code: string) => call<ReviewPartners>('GET', at(code, '/partners'));
export const review = (code: string, id: string) => call<ReviewView>('GET', at(code, `/${id}`));
export const proposeReview = (code: string, body: NewReview) => call<ReviewView>('POST', at(code), { body });
export const respondToReview = (code: string, id: string, accept: boolean) =>
  call<ReviewView>('POST', at(code, `/${id}/response`), { body: { accept } });
export const withdrawReview = (code: string, id: string) => call<ReviewView>('POST', at(code, `/${id}/withdrawal`));
export const endReview = (code: string, id: string) => call<ReviewView>('POST', at(code, `/${id}/end`));
export const writeNote = (code: string, id: string, criterion: string, base: number, body: NewNote) =>
  call<ReviewView>('PUT', at(code, `/${id}/notes/${criterion}`), { ...ifMatch(base), body });
export const removeNote = (code: string, id: string, criterion: string, base: number) =>
  call<ReviewView>('DELETE', at(code, `/${id}/notes/${criterion}`), ifMatch(base));
export const replyToNote = (code: string, id: string, criterion: string, base: number, text: string) =>
  call<ReviewView>('PUT', at(code, `/${id}/notes/${criterion}/reply`), { ...ifMatch(base), body: { text } });
export const writeAccount = (code: string, id: string, base: number, text: string) =>
  call<ReviewView>('PUT', at(code, `/${id}/account`), { ...ifMatch(base), body: { text } });
export const signAccount = (code: string, id: string, revision: number) =>
  call<ReviewView>('POST', at(code, `/${id}/signature`), ifMatch(revision));

/** For SKL. */
export const reviewsHeld = () => call<ReviewsHeld>('GET', '/network/peer-reviews');
