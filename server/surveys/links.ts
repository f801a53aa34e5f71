import { hashOf, type Deps } from '../deps.ts';

/** 128 bits: the link is all that an association needs. */
export const newSecret = (deps: Deps): string => hashOf(deps.newToken()).slice(0, 32);

export const linkTo = ({ config }: Deps, secret: string): string => `${config.publicUrl}/forening/${secret}`;
