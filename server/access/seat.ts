import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hashOf, type Deps } from '../deps.ts';
import { Problem } from '../http/problem.ts';
import { hostCookie } from './session.ts';

/**
 * An assessor's place in a joint assessment (README, "Gemensam bedömning"), with or without an account. It reaches the
 * routes of a seat and nothing else. One of somebody with an account holds for as long as that account is signed in.
 */
export interface Seat {
  readonly assessorId: string;
  /** The body or function that assesses. */
  readonly name: string;
  readonly assessmentId: string;
  readonly userId: string | null;
  /** Names the device: a hash of its cookie. */
  readonly device: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Loaded where the route's access is a seat. */
    seat: Seat | null;
  }
}

const NAME = 'mr-kollen-plats';
/** A meeting is often weeks after the first look at the criteria. */
const DAYS = 60;

const cookieName = ({ config }: Deps) => hostCookie(config.publicUrl, NAME);

async function seatOfDevice(deps: Deps, device: string): Promise<Seat | null> {
  const row = await deps.db
    .selectFrom('assessors')
    .innerJoin('panels', 'panels.assessment_id', 'assessors.assessment_id')
    .select(['assessors.id', 'assessors.name', 'assessors.assessment_id', 'assessors.user_id'])
    .where('assessors.seat', '=', device)
    .where('panels.ended_at', 'is', null)
    .executeTakeFirst();
  return row
    ? { assessorId: row.id, name: row.name, assessmentId: row.assessment_id, userId: row.user_id, device }
    : null;
}

/** After sessions: a seat may depend on who is signed in. */
export function useSeats(app: FastifyInstance, deps: Deps): void {
  app.decorateRequest('seat', null);
  app.addHook('onRequest', async (request: FastifyRequest) => {
    if (request.routeOptions.config.access !== 'seat') return;
    const cookie = request.cookies[cookieName(deps)];
    if (cookie === undefined) return;
    const seat = await seatOfDevice(deps, hashOf(cookie));
    if (!seat) return;
    // As for every other page: what is written stays, and is sent when the person has signed in again.
    if (seat.userId !== null && !request.user)
      throw new Problem(401, 'signed-out', 'Du är inte inloggad. Logga in och försök igen.');
    if (seat.userId === null || seat.userId === request.user?.id) request.seat = seat;
  });
}

export const noSeat = (): Problem =>
  new Problem(
    403,
    'no-seat',
    'Ni är inte med i bedömningen här. Antingen är den avslutad, eller så bedömer någon för er på en annan telefon eller dator.',
  );

/** The seat behind a request, in a handler whose route demands one. */
export function seatOf(request: FastifyRequest): Seat {
  if (!request.seat) throw noSeat();
  return request.seat;
}

/** Gives this device the assessor's seat; the device that had it before has it no longer. */
export async function takeSeat(deps: Deps, reply: FastifyReply, assessorId: string): Promise<void> {
  const secret = deps.newToken();
  await deps.db
    .updateTable('assessors')
    .set({ seat: hashOf(secret) })
    .where('id', '=', assessorId)
    .execute();
  const name = cookieName(deps);
  const secure = name === NAME ? 'auto' : true;
  reply.setCookie(name, secret, { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge: DAYS * 86_400 });
}

/** Leaves the seat on this device. What has been rated stays. */
export async function leaveSeat(deps: Deps, reply: FastifyReply, { assessorId }: Seat): Promise<void> {
  const name = cookieName(deps);
  reply.clearCookie(name, { path: '/', secure: name === NAME ? 'auto' : true });
  await deps.db.updateTable('assessors').set({ seat: null }).where('id', '=', assessorId).execute();
}
