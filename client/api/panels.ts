import type {
  OwnRating,
  OwnSeats,
  PanelChange,
  PanelView,
  RatingBody,
  SeatView,
  Spreads,
} from '../../server/panels/contract.ts';
import type { Followed, Told } from '../live.ts';
import { call, ifMatch } from './http.ts';

const at = (id: string, path = '') => `/assessments/${id}/panel${path}`;
const panelIn = async (answer: Promise<{ panel: PanelView }>): Promise<PanelView> => (await answer).panel;

/** The joint assessment as the coordinator sees it; null when there is none. */
export const panel = async (id: string): Promise<PanelView | null> =>
  (await call<{ panel: PanelView | null }>('GET', at(id))).panel;

export const openCriteria = (id: string, codes: readonly string[]) =>
  panelIn(call('POST', at(id, '/criteria'), { body: { codes } }));
export const removeCriterion = (id: string, code: string) => panelIn(call('DELETE', at(id, `/criteria/${code}`)));
export const closeCriteria = (id: string, codes: readonly string[]) =>
  panelIn(call('POST', at(id, '/closings'), { body: { codes } }));
export const changePanel = (id: string, body: PanelChange) => panelIn(call('PATCH', at(id), { body }));
export const removePanel = (id: string) => call<undefined>('DELETE', at(id));
export const renewLink = (id: string) => panelIn(call('POST', at(id, '/link')));
export const addAssessor = (id: string, body: { readonly name: string; readonly userId: string | null }) =>
  panelIn(call('POST', at(id, '/assessors'), { body }));
export const removeAssessor = (id: string, assessorId: string) =>
  panelIn(call('DELETE', at(id, `/assessors/${assessorId}`)));
export const renewCode = (id: string, assessorId: string) =>
  panelIn(call('POST', at(id, `/assessors/${assessorId}/code`)));

/** How the levels were spread, when the joint assessment has ended. */
export const spreads = (id: string) => call<Spreads>('GET', `/assessments/${id}/spreads`);

/** Where the person has been named an assessor. */
export const ownSeats = () => call<OwnSeats>('GET', '/account/seats');
export const takeSeat = (id: string) => call<undefined>('POST', at(id, '/seat'));

export const enterSeat = (link: string, code: string) => call<undefined>('POST', '/seat', { body: { link, code } });
export const seat = () => call<SeatView>('GET', '/seat');
export const leaveSeat = () => call<undefined>('DELETE', '/seat');
export const saveRating = (code: string, base: number, body: RatingBody) =>
  call<OwnRating>('PUT', `/seat/ratings/${code}`, { ...ifMatch(base), body });

const older = (view: Told) => (told: Told) =>
  view.startedAt !== told.startedAt ||
  view.revision < told.revision ||
  (view.counted !== undefined && view.counted < (told.counted ?? 0));

/** The coordinator's screen follows who has rated what; an assessor's what everybody sees. */
export const panelSeen = (id: string, view: PanelView): Followed => ({
  address: at(id, '/changes'),
  behind: older(view),
});
export const seatSeen = (view: SeatView): Followed => ({ address: '/seat/changes', behind: older(view) });
