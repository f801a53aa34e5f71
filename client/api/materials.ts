import type {
  CriterionHelp,
  MaterialText,
  MaterialView,
  NetworkMaterials,
  NetworkMaterialStep,
  OwnerStep,
} from '../../server/materials/contract.ts';
import { call, ifMatch } from './http.ts';

export const criterionHelp = (code: string) => call<CriterionHelp>('GET', `/criterion-help?criterion=${code}`);

export const ownMaterials = () => call<MaterialView[]>('GET', '/own-materials');
export const takeOwnerStep = (id: string, revision: number, step: OwnerStep) =>
  call<MaterialView>('POST', `/own-materials/${id}/steps`, { body: { step }, ...ifMatch(revision) });

export const networkMaterials = () => call<NetworkMaterials>('GET', '/network/materials');
export const takeNetworkMaterialStep = (id: string, revision: number, body: NetworkMaterialStep) =>
  call<MaterialView>('POST', `/network/materials/${id}/steps`, { body, ...ifMatch(revision) });

/** Where materials are saved: one's own, or SKL's review of all. */
export type MaterialPlace = '/own-materials' | '/network/materials';
export const addMaterial = (place: MaterialPlace, body: MaterialText) => call<MaterialView>('POST', place, { body });
export const changeMaterial = (place: MaterialPlace, id: string, revision: number, body: MaterialText) =>
  call<MaterialView>('PUT', `${place}/${id}`, { body, ...ifMatch(revision) });
