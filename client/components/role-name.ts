import { msg } from '@lit/localize';
import type { SessionView } from '../../server/accounts/contract.ts';

const NAMES: Record<NonNullable<SessionView['user']>['role'], () => string> = {
  contributor: () => msg('Medarbetare'),
  coordinator: () => msg('Samordnare'),
  decision_maker: () => msg('Beslutsfattare'),
  network_admin: () => msg('Nätverkssamordnare'),
  county_viewer: () => msg('Länsstyrelsen'),
  material_provider: () => msg('Materialgivare'),
  unassigned: () => msg('Utan roll'),
};

export const roleName = (role: keyof typeof NAMES): string => NAMES[role]();
